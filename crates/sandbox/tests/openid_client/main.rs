//! A client from elsewhere signs in: npm's openid-client, of which this project wrote no line.

#[cfg(test)]
mod sign_in;
