package dev.heed.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.heed.change.Key;
import dev.heed.change.Permission;
import dev.heed.config.YamlFile;
import dev.heed.system.Manifest.Erasure;
import dev.heed.system.Manifest.Limits;
import dev.heed.system.Manifest.Proof;
import dev.heed.system.Manifest.Records;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Reads {@code config/systems/<system>.yaml}. */
public final class ManifestFile {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^{}]+}");

    private final YamlFile file;
    /** Below which its settings stand in the environment. */
    private final String settings;
    private final UnaryOperator<String> placeholders;

    private ManifestFile(YamlFile file, String settings, UnaryOperator<String> placeholders) {
        this.file = file;
        this.settings = settings;
        this.placeholders = placeholders;
    }

    /**
     * @param known        whether the taxonomy has this key
     * @param placeholders puts values from the environment in the place of <code>${NAME}</code>
     */
    public static Manifest read(Path path, Predicate<Key> known, UnaryOperator<String> placeholders) {
        String settings = "systems." + path.getFileName().toString().replaceFirst("\\.yaml$", "");
        return new ManifestFile(YamlFile.read(path, "system.schema.json"), settings, placeholders).manifest(known);
    }

    private Manifest manifest(Predicate<Key> known) {
        JsonNode content = file.content();
        boolean enabled = !content.has("enabled") || Boolean.parseBoolean(text(content.path("enabled")));
        if (enabled) {
            checkValues("", content);
        }
        Map<Key, Set<String>> holds = new LinkedHashMap<>();
        content.path("holds").properties().forEach(entry -> {
            Key key = Key.of(entry.getKey());
            if (!known.test(key)) {
                throw file.error("/holds/" + entry.getKey().replace("/", "~1"), "'" + entry.getKey() + "' is not in config/taxonomy.yaml");
            }
            holds.put(key, governs("/holds/" + entry.getKey().replace("/", "~1") + "/governs", key, entry.getValue().path("governs"), known));
        });
        JsonNode limits = content.path("limits");
        // who is switched off hands over no files and is not signed in to, and may lack the values for it
        return new Manifest(content.path("system").asText(), content.path("title").asText(), content.path("kind").asText(),
                enabled, encoding(enabled ? content.path("encoding") : MissingNode.getInstance()),
                Records.valueOf(content.path("records").asText().toUpperCase(Locale.ROOT)),
                Proof.valueOf(content.path("proof").asText().toUpperCase(Locale.ROOT)),
                Duration.parse(content.path("echoWindow").asText("PT2M")), holds, erasure(content.path("erasure")),
                new Limits(limits.path("batch").asInt(), Duration.ofMillis(limits.path("batchWait").asInt()),
                        limits.path("requests").asInt(), Duration.ofMillis(limits.path("period").asInt())),
                login(enabled ? content.path("login") : MissingNode.getInstance()), answers(content.path("answers")));
    }

    /** Whatever is to come from the environment is there, also what only the routes read: those settings may be given by their own names besides. */
    private void checkValues(String pointer, JsonNode node) {
        node.properties().forEach(entry -> checkValues(pointer + "/" + entry.getKey().replace("/", "~1"), entry.getValue()));
        if (node.isTextual() && PLACEHOLDER.matcher(node.asText()).find()) {
            String asked = pointer.startsWith("/connection/") ? "${" + settings + pointer.replace('/', '.') + "}" : node.asText();
            if (!given(asked)) {
                String missing = PLACEHOLDER.matcher(node.asText()).results().map(MatchResult::group).filter(one -> !given(one)).findFirst().orElse(asked);
                throw file.error(pointer, "there is no value for " + missing + ": set it in the environment, or switch the system off with enabled: false");
            }
        }
    }

    private boolean given(String placeholder) {
        try {
            placeholders.apply(placeholder);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Topics of the flag's own permission, {@code *} for all of them, or other permissions. */
    private Set<String> governs(String pointer, Key key, JsonNode names, Predicate<Key> known) {
        Set<String> governs = new TreeSet<>();
        for (JsonNode name : names) {
            if (!(key instanceof Permission flag)) {
                throw file.error(pointer, "'" + key.text() + "' is no permission: only a flag switches something besides");
            }
            String text = name.asText();
            boolean all = text.equals("*") && flag.topic() == null;
            if (!all && !known.test(text.contains("/") ? permission(pointer, text) : new Permission(flag.channel(), flag.purpose(), text))) {
                throw file.error(pointer, "'" + text + "' is not in config/taxonomy.yaml");
            }
            governs.add(text);
        }
        return governs;
    }

    private Key permission(String pointer, String text) {
        try {
            return Key.of(text);
        } catch (IllegalArgumentException e) {
            throw file.error(pointer, e.getMessage());
        }
    }

    private Erasure erasure(JsonNode said) {
        String text = said.isMissingNode() ? "suppress" : text(said);
        return Stream.of(Erasure.values()).filter(erasure -> erasure.name().toLowerCase(Locale.ROOT).equals(text)).findFirst()
                .orElseThrow(() -> file.error("/erasure", "'" + text + "' is neither suppress nor delete"));
    }

    private Charset encoding(JsonNode said) {
        String name = said.isMissingNode() ? "UTF-8" : text(said);
        try {
            Charset charset = Charset.forName(name);
            if (charset.isRegistered() && charset.canEncode()) {
                return charset;
            }
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            // told of below
        }
        throw file.error("/encoding", "'" + name + "' is no character encoding that is known here; it is a name that IANA has registered, such as UTF-8, UTF-16 or ISO-8859-9");
    }

    private Login login(JsonNode row) {
        if (row.isMissingNode()) {
            return null;
        }
        JsonNode basic = row.path("basic");
        return new Login(basic.isMissingNode() ? null : new Login.Basic(text(basic.path("user")), text(basic.path("password"))),
                row.has("url") ? text(row.path("url")) : null, form(row.path("form")), form(row.path("refresh")), row.path("token").asText(null),
                row.path("scheme").asText("Bearer"), row.path("base").asText(null), row.path("expires").asText(null), Duration.parse(row.path("lasts").asText("PT50M")));
    }

    private Map<String, String> form(JsonNode fields) {
        Map<String, String> form = new LinkedHashMap<>();
        fields.properties().forEach(entry -> form.put(entry.getKey(), text(entry.getValue())));
        return form;
    }

    private List<AnswerRule> answers(JsonNode rows) {
        List<AnswerRule> answers = new ArrayList<>();
        for (JsonNode row : rows) {
            try {
                answers.add(new AnswerRule(row.path("status").asText(null), row.has("body") ? Pattern.compile(row.path("body").asText()) : null,
                        AnswerRule.Verdict.valueOf(row.path("do").asText().toUpperCase(Locale.ROOT)),
                        row.has("after") ? Duration.parse(row.path("after").asText()) : null));
            } catch (PatternSyntaxException e) {
                throw file.error("/answers/" + answers.size() + "/body", "no regular expression: " + e.getDescription());
            }
        }
        return answers;
    }

    private String text(JsonNode node) {
        return placeholders.apply(node.asText());
    }
}
