//! As much of a JSON reader as a message catalogue needs: one object whose values are texts, or
//! the nested forms that plurals take. Not a general reader; xtask has no dependencies.

/// A member of the catalogue: its key and every text found in its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    pub key: String,
    pub texts: Vec<String>,
}

/// Reads one object. The error says at which byte reading stopped, and why.
pub fn members(text: &str) -> Result<Vec<Member>, String> {
    let mut reader = Reader { text, at: 0 };
    let mut found = Vec::new();
    reader.object(&mut |reader, key| {
        let mut texts = Vec::new();
        reader.value(&mut texts)?;
        found.push(Member { key, texts });
        Ok(())
    })?;
    reader.blanks();
    if reader.at < text.len() { Err(reader.stopped("text after the end")) } else { Ok(found) }
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl Reader<'_> {
    fn value(&mut self, texts: &mut Vec<String>) -> Result<(), String> {
        match self.peek() {
            Some('"') => texts.push(self.string()?),
            Some('{') => self.object(&mut |reader, _| reader.value(texts))?,
            Some('[') => self.array(texts)?,
            _ => self.word()?,
        }
        Ok(())
    }

    fn object(
        &mut self,
        member: &mut dyn FnMut(&mut Self, String) -> Result<(), String>,
    ) -> Result<(), String> {
        self.expect('{')?;
        if self.take('}') {
            return Ok(());
        }
        loop {
            let key = self.string()?;
            self.expect(':')?;
            member(self, key)?;
            if self.take('}') {
                return Ok(());
            }
            self.expect(',')?;
        }
    }

    fn array(&mut self, texts: &mut Vec<String>) -> Result<(), String> {
        self.expect('[')?;
        if self.take(']') {
            return Ok(());
        }
        loop {
            self.value(texts)?;
            if self.take(']') {
                return Ok(());
            }
            self.expect(',')?;
        }
    }

    fn string(&mut self) -> Result<String, String> {
        self.expect('"')?;
        let mut read = String::new();
        loop {
            match self.next() {
                Some('"') => return Ok(read),
                Some('\\') => read.push(self.escape()?),
                Some(letter) if !letter.is_control() => read.push(letter),
                _ => return Err(self.stopped("text without an end")),
            }
        }
    }

    fn escape(&mut self) -> Result<char, String> {
        match self.next() {
            Some(letter @ ('"' | '\\' | '/')) => Ok(letter),
            Some('n') => Ok('\n'),
            Some('t') => Ok('\t'),
            Some('r') => Ok('\r'),
            Some('b') => Ok('\u{8}'),
            Some('f') => Ok('\u{c}'),
            Some('u') => self.unicode(),
            _ => Err(self.stopped("unknown escape")),
        }
    }

    /// Four hex digits. Halves of a pair become U+FFFD: nobody writes a message in pairs of them.
    fn unicode(&mut self) -> Result<char, String> {
        let digits = self.text.get(self.at..self.at + 4);
        let code = digits.and_then(|hex| u32::from_str_radix(hex, 16).ok());
        let code = code.ok_or_else(|| self.stopped("four hex digits expected"))?;
        self.at += 4;
        Ok(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    /// A number, true, false or null.
    fn word(&mut self) -> Result<(), String> {
        let start = self.at;
        while self.rest().starts_with(|c: char| c.is_ascii_alphanumeric() || "+-.".contains(c)) {
            self.at += 1;
        }
        if self.at == start { Err(self.stopped("a value expected")) } else { Ok(()) }
    }

    fn expect(&mut self, wanted: char) -> Result<(), String> {
        if self.take(wanted) { Ok(()) } else { Err(self.stopped(&format!("{wanted} expected"))) }
    }

    fn take(&mut self, wanted: char) -> bool {
        let is_there = self.peek() == Some(wanted);
        if is_there {
            self.at += wanted.len_utf8();
        }
        is_there
    }

    /// The next character that is no blank.
    fn peek(&mut self) -> Option<char> {
        self.blanks();
        self.rest().chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let letter = self.rest().chars().next()?;
        self.at += letter.len_utf8();
        Some(letter)
    }

    fn blanks(&mut self) {
        self.at +=
            self.rest().len() - self.rest().trim_start_matches([' ', '\t', '\n', '\r']).len();
    }

    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn stopped(&self, why: &str) -> String {
        let line = self.text[..self.at].matches('\n').count() + 1;
        format!("line {line}: {why}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(json: &str) -> Vec<String> {
        members(json).unwrap().into_iter().flat_map(|member| member.texts).collect()
    }

    #[test]
    fn texts_are_read_with_their_escapes() {
        assert_eq!(texts(r#"{"a":"x \"y\" \\ \n \u3042あ"}"#), ["x \"y\" \\ \n ああ"]);
    }

    #[test]
    fn plural_forms_give_all_their_texts() {
        let json = r#"{"n":[{"declarations":["input count"],"match":{"a=one":"{count} app","a=other":"{count} apps"}}]}"#;
        assert_eq!(texts(json), ["input count", "{count} app", "{count} apps"]);
    }

    #[test]
    fn a_repeated_key_is_kept_twice_for_the_caller_to_find() {
        assert_eq!(members(r#"{"a":"1","a":"2"}"#).unwrap().len(), 2);
    }

    #[test]
    fn broken_catalogues_are_refused_with_their_line() {
        for (json, why) in [
            ("{\"a\":\"1\"\n\"b\":\"2\"}", "line 2: , expected"),
            ("{\"a\":}", "line 1: a value expected"),
            ("{\"a\":\"1", "line 1: text without an end"),
            ("{\"a\":\"1\",}", "line 1: \" expected"),
            ("{} x", "line 1: text after the end"),
            ("", "line 1: { expected"),
        ] {
            assert_eq!(members(json), Err(why.to_owned()), "{json}");
        }
    }
}
