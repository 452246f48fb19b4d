//! The sentences that are understood: which words, in which order, claim what.

use super::lexicon::Class::{
    self, Apply, Ask, Business, Carry, CarryIn, CarryOut, Charge, Citizen, Coercion, CoercionMade,
    Complaint, Corrected, Decide, Declined, Docs, Etc, Fees, Granted, GrantedOrPartial, Handle,
    Info, Issue, Last, LawFirm, Legal, Level, List, Make, Natural, Next, OfWhich, OtherOutcome,
    Own, Partial, Penalty, PenaltyMade, Permit, PermitMade, Plain, Receive, Refused, Regulations,
    Repeal, Request, Research, Review, Suit, SuitAfter, SuitDirect, Sum, Thing, This, Topics,
    Unavailable, Valid, Welfare, Whole,
};
use super::quantities::{self as q, Quantity};
use super::tokens::Token;

/// Words in their order, and what may stand among them.
pub(super) struct Pattern {
    /// Words that must be there, in this order.
    needs: &'static [Class],
    /// Words that may be there too, besides [`BASE`].
    also: &'static [Class],
    /// What is claimed.
    pub claims: &'static Quantity,
    /// What may stand before the first needed word.
    reasons: Reasons,
    /// What the sentence or its paragraph must be about.
    pub topic: Topic,
}

/// Whether reasons may be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reasons {
    No,
    /// With 等: a reason alone may narrow what is counted.
    Open,
    Any,
}

/// What a sentence must be about for its number to be understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Topic {
    Applications,
    Docs,
    /// Permits, penalties or coercive measures, which the sentence has said were decided on.
    Decided,
    /// Documents made, beside those repealed or in force.
    Ledger,
    Any,
}

/// Words that change nothing.
const BASE: &[Class] = &[This, Whole, Own, Plain, Info, Sum, Etc, Thing, Citizen];
const ASKING: &[Class] = &[Ask, Request, Apply];
const ASKED: &[Class] = &[Ask, Request, Apply, Receive];
const RECEIVING: &[Class] = &[Ask, Request, Apply, Receive, Handle, List, Topics];
const ANSWERING: &[Class] = &[Ask, Request, Apply, Receive, Handle, List, Decide];
const ACTING: &[Class] = &[Ask, Request, Apply, Receive, Handle, List];
const DISPUTES: &[Class] = &[
    Ask, Request, Apply, Receive, Handle, List, Review, Suit, Complaint,
];
const LEVEL: &[Class] = &[Level];
const SHOWN: &[Class] = &[Level, Issue];
const WITH_SUIT: &[Class] = &[Suit, Request, Ask];
const DECISIONS: &[Class] = &[
    Decide,
    Handle,
    List,
    Permit,
    Penalty,
    Coercion,
    PermitMade,
    PenaltyMade,
    CoercionMade,
];
const LEDGER: &[Class] = &[List, Make, Repeal];
const DENIABLE: &[Class] = &[Ask, Request, Apply, Decide];
const WITH_HANDLING: &[Class] = &[Ask, Request, Apply, Handle, This, Decide];

const fn of(needs: &'static [Class], also: &'static [Class], claims: &'static Quantity) -> Pattern {
    Pattern {
        needs,
        also,
        claims,
        reasons: Reasons::No,
        topic: Topic::Applications,
    }
}

const fn outcome(needs: &'static [Class], claims: &'static Quantity) -> Pattern {
    Pattern {
        needs,
        also: WITH_HANDLING,
        claims,
        reasons: Reasons::Open,
        topic: Topic::Applications,
    }
}

const fn for_any_reason(pattern: Pattern) -> Pattern {
    Pattern {
        reasons: Reasons::Any,
        ..pattern
    }
}

const fn about(topic: Topic, pattern: Pattern) -> Pattern {
    Pattern { topic, ..pattern }
}

/// What stands before a number; the first that fits counts.
pub(super) static BEFORE: &[Pattern] = &[
    of(&[Last, Carry], WITH_HANDLING, &q::CARRY_IN),
    of(&[Carry, Last], WITH_HANDLING, &q::CARRY_IN),
    of(&[CarryIn], WITH_HANDLING, &q::CARRY_IN),
    of(&[Carry, Next], WITH_HANDLING, &q::CARRY_OUT),
    of(&[CarryOut], WITH_HANDLING, &q::CARRY_OUT),
    of(&[Carry], ASKING, &q::CARRY_EITHER),
    outcome(&[GrantedOrPartial], &q::GRANTED_OR_PARTIAL),
    outcome(&[Granted, Partial], &q::GRANTED_OR_PARTIAL),
    outcome(&[Granted], &q::GRANTED),
    outcome(&[Partial], &q::PARTIAL),
    outcome(&[Refused], &q::REFUSED),
    outcome(&[Unavailable], &q::UNAVAILABLE),
    outcome(&[Declined], &q::DECLINED),
    outcome(&[OtherOutcome], &q::OTHER),
    of(&[Natural], ASKED, &q::NATURAL),
    of(&[Legal], ASKED, &q::LEGAL),
    of(&[Business], ASKED, &q::BUSINESS),
    of(&[Research], ASKED, &q::RESEARCH),
    of(&[Welfare], ASKED, &q::WELFARE),
    of(&[LawFirm], ASKED, &q::LAW_FIRMS),
    of(&[SuitDirect], WITH_SUIT, &q::SUIT_DIRECT),
    of(&[SuitAfter], WITH_SUIT, &q::SUIT_AFTER),
    of(&[Review, Suit], ACTING, &q::REVIEW_AND_SUIT),
    of(&[Suit, Review], ACTING, &q::REVIEW_AND_SUIT),
    of(&[Review], ACTING, &q::REVIEW),
    of(&[Suit], ACTING, &q::SUIT),
    of(&[Receive, Handle], ACTING, &q::RECEIVED_OR_HANDLED),
    of(&[Handle, Receive], ACTING, &q::RECEIVED_OR_HANDLED),
    of(&[Receive], RECEIVING, &q::NEW_ONES),
    of(&[Handle], ANSWERING, &q::HANDLED),
    of(&[Ask], &[], &q::RECEIVED_OR_HANDLED),
    of(&[Sum, Request], &[], &q::RECEIVED_OR_HANDLED),
    about(Topic::Any, of(&[Make, Docs], SHOWN, &q::DOCS_MADE)),
    about(Topic::Any, of(&[Docs, Make], LEVEL, &q::DOCS_MADE)),
    about(Topic::Any, of(&[Repeal, Docs], LEVEL, &q::DOCS_REPEALED)),
    about(Topic::Any, of(&[Docs, Repeal], LEVEL, &q::DOCS_REPEALED)),
    about(Topic::Any, of(&[Valid, Docs], SHOWN, &q::DOCS_VALID)),
    about(Topic::Any, of(&[Docs, Valid], SHOWN, &q::DOCS_VALID)),
    about(Topic::Ledger, of(&[Docs, Issue], LEVEL, &q::DOCS_MADE)),
    about(Topic::Ledger, of(&[Issue, Docs], LEVEL, &q::DOCS_MADE)),
    about(Topic::Docs, of(&[Make], &[], &q::DOCS_MADE)),
    about(Topic::Docs, of(&[Repeal], &[], &q::DOCS_REPEALED)),
    about(Topic::Docs, of(&[Valid], &[], &q::DOCS_VALID)),
    about(
        Topic::Any,
        of(&[Make, Regulations], &[], &q::REGULATIONS_MADE),
    ),
    about(
        Topic::Any,
        of(&[PermitMade], &[Handle, Decide], &q::PERMITS),
    ),
    about(
        Topic::Any,
        of(&[PenaltyMade], &[Handle, Decide], &q::PENALTIES),
    ),
    about(
        Topic::Any,
        of(&[CoercionMade], &[Handle, Decide], &q::COERCIONS),
    ),
    about(Topic::Any, of(&[Decide, Permit], &[Handle], &q::PERMITS)),
    about(Topic::Any, of(&[Handle, Permit], &[Decide], &q::PERMITS)),
    about(Topic::Any, of(&[Permit, Decide], &[Handle], &q::PERMITS)),
    about(Topic::Any, of(&[Decide, Penalty], &[Handle], &q::PENALTIES)),
    about(Topic::Any, of(&[Handle, Penalty], &[Decide], &q::PENALTIES)),
    about(Topic::Any, of(&[Penalty, Decide], &[Handle], &q::PENALTIES)),
    about(
        Topic::Any,
        of(&[Decide, Coercion], &[Handle], &q::COERCIONS),
    ),
    about(
        Topic::Any,
        of(&[Coercion, Decide], &[Handle], &q::COERCIONS),
    ),
    about(Topic::Decided, of(&[Permit], &[], &q::PERMITS)),
    about(Topic::Decided, of(&[Penalty], &[], &q::PENALTIES)),
    about(Topic::Decided, of(&[Coercion], &[], &q::COERCIONS)),
];

/// What stands after a number that nothing before explains: 12 件予以办结.
pub(super) static AFTER: &[Pattern] = &[
    for_any_reason(outcome(&[Carry, Next], &q::CARRY_OUT)),
    for_any_reason(outcome(&[CarryOut], &q::CARRY_OUT)),
    of(&[Handle], &[Receive], &q::HANDLED),
    of(&[GrantedOrPartial], ASKING, &q::GRANTED_OR_PARTIAL),
    of(&[Granted], ASKING, &q::GRANTED),
    of(&[Partial], ASKING, &q::PARTIAL),
    of(&[Refused], ASKING, &q::REFUSED),
    of(&[Unavailable], ASKING, &q::UNAVAILABLE),
    of(&[Declined], ASKING, &q::DECLINED),
    of(&[OtherOutcome], ASKING, &q::OTHER),
    of(&[Natural], ASKING, &q::NATURAL),
    of(&[Legal], ASKING, &q::LEGAL),
    of(&[Sum, Ask], &[], &q::RECEIVED_OR_HANDLED),
    of(&[Review], &[Info], &q::REVIEW),
    of(&[Suit], &[Info], &q::SUIT),
];

/// What follows a word of denial: 未收到政府信息公开申请.
pub(super) static DENIED: &[Pattern] = &[
    of(&[Last, Carry], WITH_HANDLING, &q::CARRY_IN),
    of(&[CarryIn], WITH_HANDLING, &q::CARRY_IN),
    of(&[Carry, Next], WITH_HANDLING, &q::CARRY_OUT),
    of(&[CarryOut], WITH_HANDLING, &q::CARRY_OUT),
    of(&[Refused], DENIABLE, &q::REFUSED),
    of(&[Unavailable], DENIABLE, &q::UNAVAILABLE),
    of(&[Declined], DENIABLE, &q::DECLINED),
    of(&[Review, Corrected], DISPUTES, &q::REVIEW_CORRECTED),
    of(&[Suit, Corrected], DISPUTES, &q::SUIT_CORRECTED),
    of(&[Review], DISPUTES, &q::REVIEW),
    of(&[Suit], DISPUTES, &q::SUIT),
    of(&[Receive, Ask], ACTING, &q::NEW_ONES),
    of(&[Ask], ACTING, &q::NEW_ONES),
    of(&[Receive, Request], ACTING, &q::NEW_ONES),
    of(&[Receive, Info], ACTING, &q::NEW_ONES),
    of(&[Request], ACTING, &q::NEW_ONES),
    of(&[Receive, Apply], ACTING, &q::NEW_ONES),
    of(&[Apply, Info], ACTING, &q::NEW_ONES),
    of(&[Apply], &[], &q::NEW_ONES),
    about(Topic::Any, of(&[Fees], &[Charge], &q::FEE_TOTAL)),
    about(Topic::Any, of(&[Decide, PermitMade], &[], &q::PERMITS)),
    about(Topic::Any, of(&[PenaltyMade], &[Decide], &q::PENALTIES)),
    about(Topic::Any, of(&[CoercionMade], &[Decide], &q::COERCIONS)),
    about(Topic::Any, of(&[Charge, Fees], &[], &q::FEE_TOTAL)),
    about(Topic::Any, of(&[Decide, Permit], DECISIONS, &q::PERMITS)),
    about(Topic::Any, of(&[Decide, Penalty], DECISIONS, &q::PENALTIES)),
    about(
        Topic::Any,
        of(&[Decide, Coercion], DECISIONS, &q::COERCIONS),
    ),
    about(Topic::Any, of(&[Make, Docs], LEDGER, &q::DOCS_MADE)),
    about(Topic::Any, of(&[Repeal, Docs], LEDGER, &q::DOCS_REPEALED)),
];

impl Pattern {
    /// Whether the words are there in their order, with nothing among them that is not allowed.
    pub fn fits(&self, tokens: &[Token]) -> bool {
        let mut needs = self.needs.iter().peekable();
        let (mut begun, mut reasons, mut etc) = (false, false, false);
        for token in tokens {
            let class = match token.class {
                Class::Process => Handle,
                PermitMade if needs.peek() == Some(&&Permit) => Permit,
                PenaltyMade if needs.peek() == Some(&&Penalty) => Penalty,
                CoercionMade if needs.peek() == Some(&&Coercion) => Coercion,
                class => class,
            };
            if needs.peek() == Some(&&class) {
                needs.next();
                begun = true;
                continue;
            }
            let free = self.reasons != Reasons::No && !begun;
            let known = BASE.contains(&class)
                || self.also.contains(&class)
                || self.needs.contains(&class)
                || class == OfWhich;
            let barred = matches!(
                class,
                Class::Stop
                    | Class::Checked
                    | Class::Body
                    | Class::Withdrawn
                    | Class::Already
                    | Class::Off
                    | Class::When
                    | Class::Last
                    | Class::Next
                    | Class::Count
                    | Class::Up
                    | Class::Down
            );
            if barred || !(known || free) {
                return false;
            }
            reasons |= !known && self.reasons == Reasons::Open;
            etc |= class == Etc;
        }
        // Topics with 等 are all there are only where what follows is called a sum: 共收到涉及…等方面的.
        let has = |class| tokens.iter().any(|t| t.class == class);
        let some = has(Topics) && !has(Sum);
        needs.peek().is_none() && (etc || !reasons) && !some
    }
}
