package dev.heed.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A YAML file checked against its JSON Schema. Whatever is wrong with it is said with the file and the line. */
public final class YamlFile {

    private static final String MEND = "Mend that line and start again.";
    private static final ObjectMapper YAML = new YAMLMapper();

    private final String name;
    private final String text;
    private final JsonNode content;

    private YamlFile(String name, String text, JsonNode content) {
        this.name = name;
        this.text = text;
        this.content = content;
    }

    /** @param schema name of a file below {@code /schema} on the class path */
    public static YamlFile read(Path path, String schema) {
        return of(path.toString(), text(path), schema);
    }

    /**
     * The same of a text that is at hand.
     *
     * @param name by which it is called where something is wrong with it
     */
    public static YamlFile of(String name, String text, String schema) {
        try {
            // composed first: it knows lines, and refuses double keys
            new Yaml(new LoaderOptions()).compose(new StringReader(text));
            YamlFile file = new YamlFile(name, text, YAML.readTree(text));
            file.check(schema);
            return file;
        } catch (MarkedYAMLException e) {
            throw new CannotStartException(name + ":" + (e.getProblemMark().getLine() + 1) + ": no well-formed YAML: " + e.getProblem(), MEND);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    /** What stands in the file, unchecked. */
    public static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw unreadable(path.toString(), e);
        }
    }

    private static CannotStartException unreadable(String name, IOException e) {
        return new CannotStartException(name + ": cannot be read: " + e.getMessage(), MEND);
    }

    /** Every file of the folder whose name ends so, in the order of their names. */
    public static List<Path> in(Path folder, String ending) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ending)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public JsonNode content() {
        return content;
    }

    /** @param pointer JSON pointer of the place in question */
    public CannotStartException error(String pointer, String sentence) {
        return new CannotStartException(at(pointer, sentence), MEND);
    }

    /** The sentence with file and line before it. */
    public String at(String pointer, String sentence) {
        return name + ":" + line(pointer) + ": " + sentence;
    }

    private void check(String schema) {
        try (InputStream resource = YamlFile.class.getResourceAsStream("/schema/" + schema)) {
            JsonSchema rules = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(new JsonMapper().readTree(resource));
            for (ValidationMessage message : rules.validate(content)) {
                StringBuilder pointer = new StringBuilder();
                for (int i = 0; i < message.getInstanceLocation().getNameCount(); i++) {
                    pointer.append(step(message.getInstanceLocation().getName(i)));
                }
                if (message.getProperty() != null) {
                    // one that ought not to be there is told of at what it stands in
                    pointer.append(step(message.getProperty()));
                }
                throw error(pointer.toString(), message.getMessage());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String step(Object name) {
        return "/" + name.toString().replace("~", "~0").replace("/", "~1");
    }

    private int line(String pointer) {
        Node node = new Yaml(new LoaderOptions()).compose(new StringReader(text));
        int line = node == null ? 0 : node.getStartMark().getLine();
        for (String step : pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/")) {
            String member = step.replace("~1", "/").replace("~0", "~");
            if (node instanceof MappingNode mapping) {
                node = null;
                for (NodeTuple entry : mapping.getValue()) {
                    if (entry.getKeyNode() instanceof ScalarNode key && key.getValue().equals(member)) {
                        node = entry.getValueNode();
                        line = key.getStartMark().getLine();
                    }
                }
            } else if (node instanceof SequenceNode sequence && member.matches("\\d+") && Integer.parseInt(member) < sequence.getValue().size()) {
                node = sequence.getValue().get(Integer.parseInt(member));
                line = node.getStartMark().getLine();
            }
        }
        return line + 1;
    }
}
