package dev.heed.policy;

import java.util.Locale;

/** Why a change holds, or why it does not. The name is kept with the change; {@link Ruling} has the sentence about the two changes. */
public enum Rule {

    HOLDS("holds now"),
    OVERTAKEN("a later statement overtook it"),
    RESTRICTIVE_WINS("made at the same time as a refusal elsewhere, and the refusal wins"),
    OLDER_THAN_REFUSAL("made before the refusal that holds"),
    COARSE_LIFTS_NO_FINE("a statement about the whole lifts no refusal about a part"),
    EVIDENCE_TOO_WEAK("its evidence is too weak to lift the refusal that holds"),
    OTHER_JURISDICTION("given under another law than the refusal that holds"),
    NO_STATEMENT("says nothing, and nothing is lifted by it"),
    NOT_GIVEN_BY_SUBJECT("a grant that did not come from the subject is no permission"),
    EVIDENCE_NEEDED("the law of its place asks for stronger evidence"),
    POINT_NOT_GIVEN("the subject did not give this address or number for that purpose"),
    EXPIRED("it has expired"),
    OTHER_CONTACT_POINT("given for another address or number");

    private final String sentence;

    Rule(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
