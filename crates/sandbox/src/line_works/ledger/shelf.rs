//! A bounded store by key; the oldest entry leaves first.

use std::collections::VecDeque;

/// At most `most` values, each found by its own text.
pub(super) struct Shelf<T> {
    kept: VecDeque<(String, T)>,
    most: usize,
}

impl<T> Shelf<T> {
    pub(super) fn of(most: usize) -> Shelf<T> {
        Shelf { kept: VecDeque::new(), most }
    }

    pub(super) fn put(&mut self, key: String, value: T) {
        if self.kept.len() == self.most {
            self.kept.pop_front();
        }
        self.kept.push_back((key, value));
    }

    pub(super) fn get(&self, key: &str) -> Option<&T> {
        self.kept.iter().find(|(kept, _)| kept == key).map(|(_, value)| value)
    }

    pub(super) fn get_mut(&mut self, key: &str) -> Option<&mut T> {
        self.kept.iter_mut().find(|(kept, _)| kept == key).map(|(_, value)| value)
    }

    pub(super) fn take(&mut self, key: &str) -> Option<T> {
        let place = self.kept.iter().position(|(kept, _)| kept == key)?;
        self.kept.remove(place).map(|(_, value)| value)
    }

    /// Drops every value that `gone` names.
    pub(super) fn drop_where(&mut self, gone: impl Fn(&T) -> bool) {
        self.kept.retain(|(_, value)| !gone(value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_leaves_when_the_shelf_is_full() {
        let mut shelf = Shelf::of(2);
        for key in ["a", "b", "c"] {
            shelf.put(key.to_owned(), key.len());
        }
        assert_eq!((shelf.get("a"), shelf.get("b"), shelf.get("c")), (None, Some(&1), Some(&1)));
        assert_eq!((shelf.take("b"), shelf.take("b")), (Some(1), None));
    }
}
