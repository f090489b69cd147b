package dev.heed.ledger;

import dev.heed.change.Actor;
import dev.heed.change.Decision;
import dev.heed.change.Evidence;
import dev.heed.change.Key;
import dev.heed.change.Permission;
import java.util.List;
import java.util.stream.Stream;

/** What may be said: each saying is a strand of its own, so that for each subject it is known by one bit whether a strand was begun. */
enum Sayings {

    ALL("email/marketing", "email/marketing/newsletter", "sms/marketing", "phone/marketing", "language"), ONE("email/marketing");

    /** The shop counts what it tells and shows its records; the call centre does neither. */
    static final String SHOP = "shop";
    static final String CALL_CENTRE = "call-centre";

    /** @param value null for an attribute, whose value makes no strand */
    record Saying(int number, Key key, String value, String source, Actor actor, Evidence evidence) {

        boolean counted() {
            return source.equals(SHOP);
        }
    }

    private final List<Saying> sayings;

    Sayings(String... keys) {
        List<Saying> unnumbered = Stream.of(keys).map(Key::of).flatMap(key -> Stream.of(SHOP, CALL_CENTRE).flatMap(source -> values(key)
                .flatMap(value -> Stream.of(new Saying(0, key, value, source, Actor.SUBJECT, Evidence.FORM),
                        new Saying(0, key, value, source, Actor.AGENT, Evidence.AGENT))))).toList();
        sayings = unnumbered.stream().map(one -> new Saying(unnumbered.indexOf(one), one.key(), one.value(), one.source(), one.actor(), one.evidence())).toList();
        if (sayings.size() > Long.SIZE) {
            throw new IllegalStateException("more sayings than bits");
        }
    }

    List<Saying> list() {
        return sayings;
    }

    private static Stream<String> values(Key key) {
        return key instanceof Permission ? Stream.of(Decision.GRANTED.text(), Decision.WITHDRAWN.text()) : Stream.of((String) null);
    }
}
