//! A client from elsewhere gets its tokens: npm's @line/bot-sdk, of which this project wrote no
//! line; and a validator holds every answer to LINE's own OpenAPI document.

#[cfg(test)]
mod operations;
