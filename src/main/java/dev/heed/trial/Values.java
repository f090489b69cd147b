package dev.heed.trial;

import dev.heed.change.Change;
import dev.heed.change.Key;
import dev.heed.deciding.Decider;
import dev.heed.deciding.Difference;
import dev.heed.deciding.Dossier;
import dev.heed.deciding.Held;
import dev.heed.deciding.RecordView;
import dev.heed.deciding.Setup;
import dev.heed.deciding.SystemCard;
import dev.heed.trial.Finding.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Holds what is to stand in each field of each record today against what would have to. A field that is to be left alone keeps what it is known to hold. */
final class Values {

    /** The field's table says the same in another word, or has no word for it. */
    static final String MAPPING = "mapping";
    /** The system holds something else, or its flag switches something else besides. */
    static final String MANIFEST = "manifest";

    private final Setup today;
    private final Setup proposed;
    private final Decider now;
    private final Decider then;
    private final Words words;

    Values(Setup today, Setup proposed, Words words) {
        this.today = today;
        this.proposed = proposed;
        this.now = today.decider();
        this.then = proposed.decider();
        this.words = words;
    }

    /** @param states what would differ in what holds, to name the rule by */
    List<Finding> compare(Dossier before, Dossier after, Instant at, List<Finding> states) {
        Set<String> systems = new LinkedHashSet<>(today.systems().byName().keySet());
        systems.addAll(proposed.systems().byName().keySet());
        List<Finding> found = new ArrayList<>();
        for (String system : systems) {
            Map<String, Map<Key, Difference>> wanted = wanted(today, now, before, system, at);
            Map<String, Map<Key, Difference>> wouldBe = wanted(proposed, then, after, system, at);
            Set<String> records = new LinkedHashSet<>(wanted.keySet());
            records.addAll(wouldBe.keySet());
            for (String record : records) {
                Map<Key, String> standing = standing(before, system, record);
                Map<Key, Difference> one = wanted.getOrDefault(record, Map.of());
                Map<Key, Difference> other = wouldBe.getOrDefault(record, Map.of());
                Set<Key> keys = new LinkedHashSet<>(one.keySet());
                keys.addAll(other.keySet());
                keys.forEach(key -> compare(after, system, record, key, standing.get(key), one.get(key), other.get(key), states).ifPresent(found::add));
            }
        }
        return found;
    }

    private Optional<Finding> compare(Dossier dossier, String system, String record, Key key, String standing, Difference one, Difference other, List<Finding> states) {
        String is = one == null ? standing : one.token();
        String wouldBe = other == null ? standing : other.token();
        if (Objects.equals(is, wouldBe)) {
            return Optional.empty();
        }
        SystemCard card = today.systems().get(system);
        SystemCard changed = proposed.systems().get(system);
        Optional<Finding> state = states.stream().filter(finding -> finding.key().equals(key.text()) || about(finding, one) || about(finding, other)).findFirst();
        String rule = state.map(finding -> finding.then().rule()).orElseGet(() -> rule(changed, key, one, other));
        return Optional.of(new Finding(Finding.Kind.VALUE, dossier.subject(), system, words.record(dossier, record), key.text(), null,
                side(card == null ? changed : card, key, is, one, state.map(finding -> finding.now().rule()).orElse(rule)),
                side(changed == null ? card : changed, key, wouldBe, other, rule), null,
                state.map(Finding::sentence).orElse(rule.equals(MAPPING) ? "the mapping table says it otherwise" : "the manifest has it hold or switch something else")));
    }

    private static String rule(SystemCard changed, Key key, Difference one, Difference other) {
        boolean held = changed != null && changed.manifest().holds().containsKey(key);
        boolean same = one != null && other != null && one.answer().value().equals(other.answer().value());
        boolean wordless = one != null && other == null && held && changed.mapping().tokenFor(key, one.answer().value()).isEmpty();
        return same || wordless ? MAPPING : MANIFEST;
    }

    private static boolean about(Finding state, Difference wanted) {
        Change by = wanted == null ? null : wanted.answer().by();
        return by != null && by.key().text().equals(state.key());
    }

    private Side side(SystemCard card, Key key, String token, Difference wanted, String rule) {
        Change by = wanted == null ? null : wanted.answer().by();
        return new Side(words.token(card.mapping(), key, token), rule, by == null ? null : by.id());
    }

    private static Map<String, Map<Key, Difference>> wanted(Setup setup, Decider decider, Dossier dossier, String system, Instant at) {
        Map<String, Map<Key, Difference>> wanted = new LinkedHashMap<>();
        if (setup.systems().get(system) != null) {
            decider.wanted(dossier, system, at).forEach((record, fields) -> wanted.put(record.id(), fields));
        }
        return wanted;
    }

    private static Map<Key, String> standing(Dossier dossier, String system, String id) {
        Map<Key, String> standing = new LinkedHashMap<>();
        dossier.records().stream().filter(record -> record.system().equals(system) && record.id().equals(id)).map(RecordView::held).forEach(held ->
                held.forEach((key, value) -> standing.put(key, last(value))));
        return standing;
    }

    private static String last(Held held) {
        return held.sent() == null ? held.token() : held.sent();
    }
}
