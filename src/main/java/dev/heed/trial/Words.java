package dev.heed.trial;

import dev.heed.change.Change;
import dev.heed.change.ContactPoint;
import dev.heed.change.Key;
import dev.heed.change.Permission;
import dev.heed.deciding.Dossier;
import dev.heed.deciding.Setup;
import dev.heed.mapping.Mapping;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Names what is about a person without saying anything of them: no address, and no value that is not in a list of values. */
record Words(Setup today, Setup proposed) {

    private static final String OWN_WORDS = "(own words)";
    private static final Pattern ADDRESS = Pattern.compile(".*@.*|\\+[0-9]{7,15}");

    /** {@code email}, or {@code email 2} for the second of several. */
    String point(Dossier dossier, ContactPoint point) {
        if (point == null) {
            return null;
        }
        List<String> alike = dossier.contactPoints().stream().filter(known -> known.kind() == point.kind()).map(ContactPoint::value).toList();
        String kind = point.kind().name().toLowerCase(Locale.ROOT);
        return alike.size() < 2 || !alike.contains(point.value()) ? kind : kind + " " + (alike.indexOf(point.value()) + 1);
    }

    /** The system's id of a record, unless that is an address or a number. */
    String record(Dossier dossier, String id) {
        return dossier.contactPoints().stream().filter(point -> point.value().equals(id)).findFirst().map(point -> point(dossier, point))
                .orElse(ADDRESS.matcher(id).matches() ? "(address)" : id);
    }

    String value(Key key, String value) {
        return value == null || key instanceof Permission || tables().anyMatch(table -> table.lists(key, value)) ? value : OWN_WORDS;
    }

    /** A native value, and what it means where that is another word. */
    String token(Mapping table, Key key, String token) {
        if (token == null) {
            return null;
        }
        String shown = key instanceof Permission || table.lists(key, token) ? token : value(key, token);
        return table.meaning(key, token).filter(meaning -> !meaning.equals(token)).map(meaning -> shown + " (" + value(key, meaning) + ")").orElse(shown);
    }

    String statement(Change change) {
        return value(change.key(), change.value()) + " from `" + change.provenance().evidence().text() + "` by " + change.provenance().actor().text();
    }

    private Stream<Mapping> tables() {
        return Stream.of(today, proposed).flatMap(setup -> setup.systems().all().stream()).map(card -> card.mapping());
    }
}
