//! What turns out to be unclear once a whole sentence is read.

use super::{FLOWS, Raw, Sentence};
use crate::prose::claimed::ClaimedValue;
use crate::prose::lexicon::Class;
use crate::prose::quantities::{self as q, Quantity};

/// Numbers of a sentence at most: prose has no more.
const CLAIMS: usize = 300;
/// What may become of documents too.
const OUTCOMES: [&str; 4] = ["granted", "partial", "granted_or_partial", "refused"];

impl Sentence<'_> {
    /// Takes out what turned out to be unclear once the whole sentence was read.
    pub(super) fn settle(self) -> Vec<Raw> {
        if self.claims.len() > CLAIMS {
            return Vec::new();
        }
        let has = |class| self.tokens.iter().any(|t| t.class == class);
        let (lapsed, carried) = (has(Class::Lapse), has(Class::CarryIn));
        let carried = carried || self.claims.iter().any(|c| c.quantity.rule == "carried_in");
        let others = has(Class::OtherOrgs);
        let (withdrawn, already) = (has(Class::Withdrawn), has(Class::Already));
        // 主动公开58件、依申请公开20件、不予公开34件: what became of documents, not of applications.
        let kept = self.tokens.iter().filter(|t| t.class != Class::Plain);
        let kept: Vec<Class> = kept.map(|t| t.class).collect();
        let documents = kept.contains(&Class::Already)
            && kept.windows(2).any(|w| w == [Class::Info, Class::Count]);
        // 保密审查320件，予以公开270件: what became of what was looked at.
        let documents_checked = kept.windows(2).any(|w| w == [Class::Checked, Class::Count]);
        // 答复128件，另答复上年结转6件: the carried ones apart.
        let apart = kept
            .windows(2)
            .any(|w| w == [Class::Handle, Class::CarryIn]);
        let counted = |c: &Raw| matches!(c.quantity.rule, "legal" | "business");
        let citizens = has(Class::Citizen) && (others || self.claims.iter().any(counted));
        // 其中新收252件、上年结转14件: both are parts of all that was to be handled.
        let mut pairs = self.claims.iter().zip(&self.scope.part_of);
        let parts = pairs.any(|(c, part)| *part && c.quantity.rule == "carried_in");
        let partial = self.claims.iter().any(|c| c.quantity.rule == "partial");
        let numbers = |quantity: &Quantity| -> Vec<ClaimedValue> {
            let same = self
                .claims
                .iter()
                .filter(|c| c.quantity.rule == quantity.rule && c.quantity.name == quantity.name);
            same.filter(|c| matches!(c.said, ClaimedValue::Count(_)))
                .map(|c| c.said)
                .collect()
        };
        // Two numbers for one thing are of two bodies, channels or months.
        let twice = |quantity: &Quantity| numbers(quantity).windows(2).any(|w| w[0] != w[1]);
        let of_others = |q: &Quantity| self.scope.others && FLOWS.contains(&q.rule);
        // 上年结转3件，其中予以公开1件: what became of those alone.
        let alone = !self.claims.iter().any(|c| c.quantity.rule == "new");
        let mut of_carried = false;
        let mut of_part = |c: &Raw, part: bool| {
            if !part || c.quantity.rule == "carried_in" {
                of_carried = c.quantity.rule == "carried_in";
            }
            part && of_carried && alone && !FLOWS.contains(&c.quantity.rule)
        };
        let part_of = &self.scope.part_of;
        let unclear: Vec<bool> = self
            .claims
            .iter()
            .zip(part_of)
            .map(|(c, part)| {
                of_part(c, *part)
                    || twice(c.quantity)
                    || of_others(c.quantity)
                    || lapsed && c.quantity.rule == "docs_repealed"
                    || others && c.quantity.rule == "legal"
                    || withdrawn && c.quantity.rule == "handled"
                    || documents_checked && OUTCOMES.contains(&c.quantity.rule)
                    || already && c.quantity.rule == "granted"
                    || documents && matches!(c.quantity.rule, "partial" | "refused")
                    || citizens && c.quantity.rule == "new"
            })
            .collect();
        let claims = self.claims.into_iter().zip(self.scope.part_of).zip(unclear);
        claims
            .filter(|(_, unclear)| !unclear)
            .filter_map(|((mut raw, part), _)| {
                let quantity = raw.quantity;
                if (part || apart || !carried) && std::ptr::eq(quantity, &q::HANDLED) {
                    raw.quantity = &q::HANDLED_OF_NEW;
                } else if part && quantity.rule == "new" && !parts {
                    return None;
                } else if partial && std::ptr::eq(quantity, &q::GRANTED) {
                    raw.quantity = &q::GRANTED_ALONE;
                }
                Some(raw)
            })
            .collect()
    }
}
