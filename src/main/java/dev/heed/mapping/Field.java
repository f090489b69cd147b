package dev.heed.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.heed.change.Attribute;
import dev.heed.change.Decision;
import dev.heed.change.Key;
import java.text.Normalizer;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One line of a mapping table, read both ways: a native field and what it means.
 *
 * <p>A native value is handled as its <em>token</em>, the text by which the table knows it: {@code true}, {@code O},
 * {@code 534120002}, or for free text the text itself, normalised.
 *
 * @param values   native token -> meaning; empty for free text. Where several tokens mean the same, the first is written
 * @param write    meaning -> native token, for meanings that {@code values} does not give back
 * @param defaults tokens that a record has before anybody said anything
 * @param takes    tokens that can be written, where the field refuses all others; empty if it takes any
 * @param missing  tokens that say only that the record has no such field yet
 * @param longest  code points the field takes, 0 for no limit
 */
record Field(Path path, Key means, Type type, Map<String, String> values, Map<String, String> write, Set<String> defaults, Set<String> takes,
             Set<String> missing, int longest) {

    enum Type { STRING, BOOLEAN, NUMBER }

    /** The token that stands in this native record; nothing if the record does not show the field. */
    Optional<String> token(JsonNode nativeRecord) {
        return token(nativeRecord, false);
    }

    /** @param whole whether a field that the record does not show is empty */
    Optional<String> token(JsonNode nativeRecord, boolean whole) {
        JsonNode node = path.read(nativeRecord);
        if (node.isMissingNode()) {
            return whole ? Optional.of(defaults.stream().findFirst().orElse("")).filter(empty -> meaning(empty).isPresent()) : Optional.empty();
        }
        return Optional.of(canonical(node.isNull() ? "" : node.asText()));
    }

    /** What a token means; nothing if the table does not know it. */
    Optional<String> meaning(String token) {
        if (values.isEmpty()) {
            return Optional.of(token);
        }
        return Optional.ofNullable(values.get(token));
    }

    boolean isMissing(String token) {
        return missing.contains(token);
    }

    boolean isDefault(String token) {
        return defaults.contains(token) || values.isEmpty() && token.isEmpty();
    }

    /**
     * The token that says this meaning here. A decision that the table does not name is written as the next more
     * restrictive one it does: no form of "not yes" ever becomes a yes. Nothing if the field cannot say it.
     */
    Optional<String> tokenFor(String meaning) {
        if (values.isEmpty()) {
            return Optional.of(canonical(meaning)).filter(token -> takes.isEmpty() || takes.contains(token));
        }
        return named(meaning).or(() -> means instanceof Attribute ? Optional.empty() : switch (Decision.of(meaning)) {
            case DENIED, EXPIRED, PENDING -> named(Decision.WITHDRAWN.text());
            case NOT_SET -> defaults.stream().findFirst();
            case GRANTED, WITHDRAWN -> Optional.empty();
        });
    }

    void write(ObjectNode document, String token) {
        path.write(document, switch (type) {
            case BOOLEAN -> BooleanNode.valueOf(Boolean.parseBoolean(token));
            case NUMBER -> token.isEmpty() ? NullNode.getInstance() : LongNode.valueOf(Long.parseLong(token));
            case STRING -> TextNode.valueOf(token);
        });
    }

    private Optional<String> named(String meaning) {
        return Optional.ofNullable(write.get(meaning)).or(() -> values.entrySet().stream()
                .filter(entry -> entry.getValue().equals(meaning)).map(Map.Entry::getKey).findFirst());
    }

    private String canonical(String text) {
        String normal = Normalizer.normalize(text, Normalizer.Form.NFC).strip();
        if (longest == 0 || normal.codePointCount(0, normal.length()) <= longest) {
            return normal;
        }
        return normal.substring(0, normal.offsetByCodePoints(0, longest));
    }
}
