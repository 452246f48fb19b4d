//! Sorting in little code. A sort compiles to some 4 kB for every type it is used with, twice that for a
//! tuple: here only numbers of places are sorted, which compiles once.

#[cfg(feature = "office")]
use super::Sorted;
use std::cmp::Ordering;

/// Sorting that is stable, in `n log n` comparisons, each through a pointer.
pub(crate) trait InOrder<T> {
    /// Sorts by the items themselves.
    fn put_in_order(&mut self)
    where
        T: Ord;

    /// Sorts by a key of each item.
    fn put_in_order_by_key<K: Ord>(&mut self, key: impl Fn(&T) -> K);

    /// Sorts as a comparison says.
    fn put_in_order_by(&mut self, compare: impl Fn(&T, &T) -> Ordering);
}

impl<T> InOrder<T> for [T] {
    fn put_in_order(&mut self)
    where
        T: Ord,
    {
        self.put_in_order_by(T::cmp);
    }

    fn put_in_order_by_key<K: Ord>(&mut self, key: impl Fn(&T) -> K) {
        self.put_in_order_by(|a, b| key(a).cmp(&key(b)));
    }

    fn put_in_order_by(&mut self, compare: impl Fn(&T, &T) -> Ordering) {
        let order = order(self.len(), &|a, b| compare(&self[a], &self[b]));
        follow(self, order);
    }
}

/// The places of a list of this length in order; none where they are so already.
#[inline(never)]
fn order(length: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    if (1..length).all(|at| compare(at - 1, at).is_le()) {
        return Vec::new();
    }
    let mut order: Vec<usize> = (0..length).collect();
    order.sort_by(|&a, &b| compare(a, b));
    order
}

/// Puts the item of each place named where the place is named: a cycle of exchanges at a time.
fn follow<T>(list: &mut [T], mut order: Vec<usize>) {
    for start in 0..order.len() {
        let mut at = start;
        while order[at] != start {
            let from = std::mem::replace(&mut order[at], at);
            list.swap(at, from);
            at = from;
        }
        order[at] = at;
    }
}

/// A sorted map of entries that come in any order, the last of equal keys. One by one they would be moved
/// for each other.
#[cfg(feature = "office")]
pub(crate) fn gathered<K: Ord, V>(entries: impl IntoIterator<Item = (K, V)>) -> Sorted<K, V> {
    let mut entries: Vec<(K, V)> = entries.into_iter().collect();
    entries.put_in_order_by(|a, b| a.0.cmp(&b.0));
    entries.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn items_are_put_in_order_as_a_stable_sort_puts_them(items: Vec<(u8, u16)>) {
            let mut theirs = items.clone();
            theirs.sort_by_key(|(key, _)| *key);
            let mut ours = items.clone();
            ours.put_in_order_by_key(|(key, _)| *key);
            prop_assert_eq!(&ours, &theirs);
            theirs.sort();
            ours.put_in_order();
            prop_assert_eq!(ours, theirs);
            let theirs: BTreeMap<u8, u16> = items.iter().copied().collect();
            prop_assert_eq!(gathered(items).into_iter().collect::<Vec<_>>(), theirs.into_iter().collect::<Vec<_>>());
        }
    }
}
