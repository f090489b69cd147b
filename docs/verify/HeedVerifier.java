import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Checks what Heed proves, without Heed: an inclusion proof, a consistency proof, or a file of exported checkpoints.
 *
 *   java HeedVerifier.java FILE [PUBLIC-KEY.pem ...]
 *
 * Needs a JDK 17 or newer and nothing else. Ends with 0 if it holds, 1 if it does not, 2 if the file cannot be read.
 * Without a public key it says which key has signed, and whether to believe that key is for you to know.
 */
public class HeedVerifier {

    private final Set<String> believed = new TreeSet<>();
    private final Set<String> signers = new TreeSet<>();

    public static void main(String[] arguments) {
        if (arguments.length == 0) {
            System.err.println("java HeedVerifier.java FILE [PUBLIC-KEY.pem ...]");
            System.exit(2);
        }
        try {
            HeedVerifier verifier = new HeedVerifier();
            for (int i = 1; i < arguments.length; i++) {
                verifier.believe(Files.readString(Path.of(arguments[i])));
            }
            System.out.println("HOLDS. " + verifier.check(Files.readString(Path.of(arguments[0]))));
            verifier.nameSigners();
        } catch (DoesNotHold e) {
            System.out.println("DOES NOT HOLD. " + e.getMessage());
            System.exit(1);
        } catch (IOException | GeneralSecurityException e) {
            System.err.println("It cannot be read: " + e);
            System.exit(2);
        }
    }

    private void believe(String pem) throws DoesNotHold {
        String base64 = pem.replaceAll("-----(BEGIN|END) PUBLIC KEY-----|\\s", "");
        believed.add(hex(sha256(decoded(base64))));
    }

    private void nameSigners() {
        if (believed.isEmpty()) {
            System.out.println("Signed with " + signers + ". No public key was given: compare this fingerprint with the one you were told.");
        }
    }

    private String check(String text) throws DoesNotHold, GeneralSecurityException {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        Part first = lines.isEmpty() ? null : part(text, lines.get(0));
        require(first != null, "The file is empty");
        if (!first.has("proof")) {
            return checkpoints(lines);
        }
        return switch (first.text("proof")) {
            case "inclusion" -> inclusion(first);
            case "consistency" -> consistency(first);
            default -> throw new DoesNotHold("This is no proof that I know: " + first.text("proof"));
        };
    }

    /** A proof is one document, an export one document a line. */
    private static Part part(String whole, String line) throws DoesNotHold {
        try {
            return Part.of(new Json(line).read());
        } catch (DoesNotHold noDocumentByItself) {
            return Part.of(new Json(whole).read());
        }
    }

    private String inclusion(Part proof) throws DoesNotHold, GeneralSecurityException {
        List<?> headers = proof.list("headers");
        require(!headers.isEmpty(), "It has no headers");
        Part entry = Part.of(headers.get(0));
        Part last = entry;
        byte[] head = sha256(canonical(entry.members));
        for (Object next : headers.subList(1, headers.size())) {
            Part header = Part.of(next);
            require(header.text("subject").equals(entry.text("subject")), "The headers are of two subjects");
            require(header.number("position") == last.number("position") + 1, "A header is missing after position " + last.number("position"));
            require(header.text("prior").equals(hex(head)), "The header at position " + header.number("position") + " does not hold the hash of the one before");
            head = sha256(canonical(header.members));
            last = header;
        }
        Part leaf = proof.part("leaf");
        require(leaf.text("subject").equals(last.text("subject")) && leaf.number("position") == last.number("position"), "The leaf is of another entry");
        require(leaf.text("head").equals(hex(head)), "The leaf does not hold the hash of the last header: an entry was altered");
        Part checkpoint = signed(proof);
        byte[] root = Tree.root(sha256(new byte[] {0}, canonical(leaf.members)), proof.number("index"), checkpoint.number("size"), hashes(proof));
        require(hex(root).equals(checkpoint.text("root")), "The path does not lead to the signed root");
        return "Entry " + entry.text("entry") + " stands at position " + entry.number("position") + " in the chain of subject " + entry.text("subject")
                + ", as it was when checkpoint " + checkpoint.number("number") + " was signed, " + checkpoint.text("at") + ":\n"
                + new String(canonical(entry.members), StandardCharsets.UTF_8);
    }

    private String consistency(Part proof) throws DoesNotHold, GeneralSecurityException {
        Part older = signed(proof.part("older"));
        Part newer = signed(proof.part("newer"));
        require(older.number("number") <= newer.number("number"), "The older checkpoint has the higher number");
        Tree.grown(older.number("size"), unhex(older.text("root")), newer.number("size"), unhex(newer.text("root")), hashes(proof));
        return "Everything under checkpoint " + older.number("number") + " (" + older.text("at") + ") is under checkpoint " + newer.number("number")
                + " (" + newer.text("at") + ") too, unchanged and in the same order.";
    }

    private String checkpoints(List<String> lines) throws DoesNotHold, GeneralSecurityException {
        Part before = null;
        for (String line : lines) {
            Part checkpoint = signed(Part.of(new Json(line).read()));
            String name = "Checkpoint " + checkpoint.number("number");
            if (before != null) {
                require(checkpoint.number("number") == before.number("number") + 1, name + " is not the next after " + before.number("number"));
                require(checkpoint.text("prior").equals(hex(sha256(canonical(before.members)))), name + " does not hold the hash of the one before");
                require(checkpoint.number("size") > before.number("size") && checkpoint.number("entries") > before.number("entries"), name + " has not grown");
            } else if (checkpoint.number("number") == 1) {
                require(checkpoint.text("prior").equals("0".repeat(64)), name + " is not the first");
            }
            before = checkpoint;
        }
        return lines.size() + " checkpoints follow one from the other; the last is number " + before.number("number") + ", " + before.text("at")
                + ", over " + before.number("entries") + " entries.";
    }

    private Part signed(Part holder) throws DoesNotHold, GeneralSecurityException {
        Part checkpoint = holder.part("checkpoint");
        String name = "Checkpoint " + checkpoint.number("number");
        byte[] key = decoded(holder.text("publicKey"));
        String id = hex(sha256(key));
        require(checkpoint.text("key").equals(id), name + " names another key than it brings");
        require(believed.isEmpty() || believed.contains(id), name + " is signed with a key that was not given: " + id);
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(key)));
        signature.update(canonical(checkpoint.members));
        boolean genuine;
        try {
            genuine = signature.verify(decoded(holder.text("signature")));
        } catch (GeneralSecurityException malformed) {
            genuine = false;
        }
        require(genuine, name + " does not bear the signature of its key");
        signers.add(id);
        return checkpoint;
    }

    private static List<byte[]> hashes(Part proof) throws DoesNotHold {
        List<byte[]> hashes = new ArrayList<>();
        for (Object hash : proof.list("path")) {
            require(hash instanceof String, "The path is to hold hashes");
            hashes.add(unhex((String) hash));
        }
        return hashes;
    }

    static byte[] canonical(Object value) throws DoesNotHold {
        StringBuilder text = new StringBuilder();
        Json.write(value, text);
        try {
            var bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] exact = new byte[bytes.remaining()];
            bytes.get(exact);
            return exact;
        } catch (CharacterCodingException e) {
            throw new DoesNotHold("A text has half of a surrogate pair");
        }
    }

    static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    static byte[] unhex(String text) throws DoesNotHold {
        require(text.matches("[0-9a-f]{64}"), "This is no hash: " + text);
        return HexFormat.of().parseHex(text);
    }

    private static byte[] decoded(String base64) throws DoesNotHold {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new DoesNotHold("This is no Base64: " + base64);
        }
    }

    static void require(boolean holds, String otherwise) throws DoesNotHold {
        if (!holds) {
            throw new DoesNotHold(otherwise);
        }
    }
}

class DoesNotHold extends Exception {

    DoesNotHold(String sentence) {
        super(sentence);
    }
}

/** RFC 9162, sections 2.1.3.2 and 2.1.4.2. */
class Tree {

    private long place;
    private long last;

    private Tree(long place, long last) {
        this.place = place;
        this.last = last;
    }

    private static byte[] node(byte[] left, byte[] right) {
        return HeedVerifier.sha256(new byte[] {1}, left, right);
    }

    /** Whether the next hash of the path stands to the left; steps one level up. */
    private boolean leftIsNext() throws DoesNotHold {
        HeedVerifier.require(last > 0, "The path is too long");
        boolean left = (place & 1) == 1 || place == last;
        if (left) {
            while ((place & 1) == 0 && place != 0) {
                up();
            }
        }
        up();
        return left;
    }

    private void up() {
        place >>= 1;
        last >>= 1;
    }

    static byte[] root(byte[] leaf, long index, long size, List<byte[]> path) throws DoesNotHold {
        HeedVerifier.require(index >= 0 && index < size, "The tree has no leaf " + index);
        Tree tree = new Tree(index, size - 1);
        byte[] hash = leaf;
        for (byte[] next : path) {
            hash = tree.leftIsNext() ? node(next, hash) : node(hash, next);
        }
        HeedVerifier.require(tree.last == 0, "The path is too short");
        return hash;
    }

    static void grown(long size, byte[] root, long laterSize, byte[] laterRoot, List<byte[]> path) throws DoesNotHold {
        HeedVerifier.require(size > 0 && size <= laterSize, "The older tree is the larger one");
        String anew = "What was signed first is not the beginning of what was signed later";
        if (size == laterSize) {
            HeedVerifier.require(path.isEmpty() && MessageDigest.isEqual(root, laterRoot), anew);
            return;
        }
        List<byte[]> rest = new ArrayList<>(path);
        if (Long.bitCount(size) == 1) {
            rest.add(0, root);
        }
        HeedVerifier.require(!rest.isEmpty(), "The path is too short");
        Tree tree = new Tree(size - 1, laterSize - 1);
        while ((tree.place & 1) == 1) {
            tree.up();
        }
        byte[] older = rest.get(0);
        byte[] newer = older;
        for (byte[] next : rest.subList(1, rest.size())) {
            if (tree.leftIsNext()) {
                older = node(next, older);
                newer = node(next, newer);
            } else {
                newer = node(newer, next);
            }
        }
        HeedVerifier.require(tree.last == 0, "The path is too short");
        HeedVerifier.require(MessageDigest.isEqual(older, root) && MessageDigest.isEqual(newer, laterRoot), anew);
    }
}

/** An object of JSON whose members must be what they are expected to be. */
class Part {

    final Map<String, Object> members;

    private Part(Map<String, Object> members) {
        this.members = members;
    }

    @SuppressWarnings("unchecked")
    static Part of(Object value) throws DoesNotHold {
        HeedVerifier.require(value instanceof Map, "An object is expected");
        return new Part((Map<String, Object>) value);
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    private Object get(String name, Class<?> type) throws DoesNotHold {
        HeedVerifier.require(type.isInstance(members.get(name)), "It has no " + name + ", or another kind of it");
        return members.get(name);
    }

    String text(String name) throws DoesNotHold {
        return (String) get(name, String.class);
    }

    long number(String name) throws DoesNotHold {
        return (Long) get(name, Long.class);
    }

    List<?> list(String name) throws DoesNotHold {
        return (List<?>) get(name, List.class);
    }

    Part part(String name) throws DoesNotHold {
        return of(get(name, Map.class));
    }
}

/** As much of JSON as is needed: no fractions, no member twice. Written in the form of RFC 8785. */
class Json {

    private static final long LARGEST = (1L << 53) - 1;

    private final String text;
    private int at;

    Json(String text) {
        this.text = text;
    }

    Object read() throws DoesNotHold {
        Object value = value(0);
        skip();
        expect(at == text.length());
        return value;
    }

    private Object value(int depth) throws DoesNotHold {
        expect(depth < 20);
        skip();
        char next = peek();
        if (next == '{') {
            return object(depth);
        }
        if (next == '[') {
            return array(depth);
        }
        if (next == '"') {
            return string();
        }
        for (String word : List.of("true", "false", "null")) {
            if (text.startsWith(word, at)) {
                at += word.length();
                return word.equals("null") ? null : Boolean.valueOf(word);
            }
        }
        return number();
    }

    private Map<String, Object> object(int depth) throws DoesNotHold {
        Map<String, Object> members = new TreeMap<>();
        at++;
        skip();
        for (boolean more = peek() != '}'; more; ) {
            skip();
            String name = string();
            skip();
            take(':');
            HeedVerifier.require(!members.containsKey(name), "A member stands twice: " + name);
            members.put(name, value(depth + 1));
            skip();
            more = peek() == ',';
            at += more ? 1 : 0;
        }
        take('}');
        return members;
    }

    private List<Object> array(int depth) throws DoesNotHold {
        List<Object> elements = new ArrayList<>();
        at++;
        skip();
        for (boolean more = peek() != ']'; more; ) {
            elements.add(value(depth + 1));
            skip();
            more = peek() == ',';
            at += more ? 1 : 0;
        }
        take(']');
        return elements;
    }

    private String string() throws DoesNotHold {
        StringBuilder string = new StringBuilder();
        take('"');
        for (char next = peek(); next != '"'; next = peek()) {
            at++;
            expect(next >= ' ');
            string.append(next == '\\' ? escaped() : next);
        }
        at++;
        return string.toString();
    }

    private char escaped() throws DoesNotHold {
        char next = peek();
        at++;
        int simple = "\"\\/bfnrt".indexOf(next);
        if (simple >= 0) {
            return "\"\\/\b\f\n\r\t".charAt(simple);
        }
        expect(next == 'u' && at + 4 <= text.length() && text.substring(at, at + 4).matches("[0-9A-Fa-f]{4}"));
        at += 4;
        return (char) Integer.parseInt(text.substring(at - 4, at), 16);
    }

    private Long number() throws DoesNotHold {
        int from = at;
        while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String digits = text.substring(from, at);
        expect(digits.matches("0|-?[1-9][0-9]{0,15}") && Math.abs(Long.parseLong(digits)) <= LARGEST);
        return Long.parseLong(digits);
    }

    private void skip() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() throws DoesNotHold {
        expect(at < text.length());
        return text.charAt(at);
    }

    private void take(char what) throws DoesNotHold {
        expect(peek() == what);
        at++;
    }

    private void expect(boolean met) throws DoesNotHold {
        HeedVerifier.require(met, "This is no JSON that Heed writes, at character " + at);
    }

    static void write(Object value, StringBuilder out) {
        if (value instanceof Map<?, ?> members) {
            String separator = "{";
            for (Map.Entry<?, ?> member : new TreeMap<>(members).entrySet()) {
                out.append(separator);
                write(member.getKey(), out);
                out.append(':');
                write(member.getValue(), out);
                separator = ",";
            }
            out.append(members.isEmpty() ? "{}" : "}");
        } else if (value instanceof List<?> elements) {
            String separator = "[";
            for (Object element : elements) {
                out.append(separator);
                write(element, out);
                separator = ",";
            }
            out.append(elements.isEmpty() ? "[]" : "]");
        } else if (value instanceof String string) {
            out.append('"');
            string.chars().forEach(unit -> {
                int escape = "\"\\\b\f\n\r\t".indexOf(unit);
                if (escape >= 0) {
                    out.append('\\').append("\"\\bfnrt".charAt(escape));
                } else if (unit < ' ') {
                    out.append(String.format("\\u%04x", unit));
                } else {
                    out.append((char) unit);
                }
            });
            out.append('"');
        } else {
            out.append(value);
        }
    }
}
