package dev.heed.notary;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.evidence.Checkpoint;
import dev.heed.evidence.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verifier of docs/verify, as a process of its own: what Heed gives out holds there, and what was doctored does not. */
class HeedVerifierTest {

    private static final Path SOURCE = Path.of("docs/verify/HeedVerifier.java");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path home;

    private static WrittenLedger ledger;
    private static List<UUID> entries;
    private static Proofs proofs;
    private static Path key;

    record Ended(int code, String said) {
    }

    @BeforeAll
    static void aLedgerAndTheVerifierCompiled() throws IOException {
        ledger = new WrittenLedger(home, 3);
        proofs = new Proofs(ledger.checkpoints, ledger.tree, ledger.jdbc);
        key = Files.writeString(home.resolve("public-key.pem"), ledger.key.publicKey().pem());
        UUID ada = ledger.subject();
        entries = new ArrayList<>(ledger.write(ada, 4));
        ledger.write(ledger.subject(), 2);
        ledger.notary().take();
        ledger.write(ledger.subject(), 1);
        entries.addAll(ledger.write(ada, 1));
        ledger.notary().take();
        ledger.write(ledger.subject(), 1);
        ledger.notary().take();
        ledger.exporting().append();
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", home.toString(), SOURCE.toString())).isZero();
    }

    @AfterAll
    static void close() {
        ledger.close();
    }

    @Test
    void runsFromItsSourceWithNothingElse() throws IOException {
        Path proof = written(proofs.inclusion(entries.get(1)).orElseThrow(), json -> { });
        Ended ended = run(List.of(SOURCE.toString(), proof.toString(), key.toString()));

        assertThat(ended.said()).startsWith("HOLDS. Entry " + entries.get(1) + " stands at position 2");
        assertThat(ended.code()).isZero();
        assertThat(Files.readString(SOURCE)).doesNotContain("dev.heed");
    }

    @Test
    void findsThatEveryEntryStandsInTheLedger() throws IOException {
        for (UUID entry : entries) {
            assertThat(verify(proofs.inclusion(entry).orElseThrow(), json -> { }).code()).isZero();
        }
    }

    @Test
    void refusesAnInclusionProofThatWasDoctored() throws IOException {
        Proof proof = proofs.inclusion(entries.get(0)).orElseThrow();

        assertDoctored(proof, json -> header(json, 0).put("value", "granted?"), "does not hold the hash of the one before");
        assertDoctored(proof, json -> header(json, 3).put("recordedAt", "2025-01-01T00:00:00.000000Z"), "an entry was altered");
        assertDoctored(proof, json -> header(json, 0).put("position", 2), "missing");
        assertDoctored(proof, json -> ((ArrayNode) json.get("headers")).remove(1), "missing");
        assertDoctored(proof, json -> ((ObjectNode) json.get("leaf")).put("head", "0".repeat(64)), "an entry was altered");
        assertDoctored(proof, json -> json.put("index", 1), "does not lead to the signed root");
        assertDoctored(proof, json -> ((ArrayNode) json.get("path")).remove(0), "too short");
        assertDoctored(proof, json -> ((ObjectNode) json.get("checkpoint")).put("root", "0".repeat(64)), "signature");
        assertDoctored(proof, json -> ((ObjectNode) json.get("checkpoint")).put("at", "2025-01-01T00:00:00.000000Z"), "signature");
        assertDoctored(proof, json -> json.put("signature", "AAAA"), "signature");
    }

    @Test
    void refusesWhatAnotherKeySigned() throws IOException {
        SigningKey other = SigningKey.generate();
        Proof.Inclusion proof = (Proof.Inclusion) proofs.inclusion(entries.get(0)).orElseThrow();
        var last = proof.signed().checkpoint();
        var forged = other.sign(new Checkpoint(last.number(), last.size(), last.root(), last.at(), last.entries(), last.horizon(), last.policies(), last.prior(),
                other.publicKey().id()));
        Path file = written(new Proof.Inclusion(proof.headers(), proof.leaf(), proof.index(), proof.path(), forged), json -> { });

        Ended asked = run(compiled(file, key));
        assertThat(asked.code()).isEqualTo(1);
        assertThat(asked.said()).contains("a key that was not given");
        Ended unasked = run(compiled(file));
        assertThat(unasked.code()).isZero();
        assertThat(unasked.said()).contains("No public key was given").contains(other.publicKey().id());
    }

    @Test
    void findsThatLaterCheckpointsContinueEarlierOnes() throws IOException {
        for (long[] pair : new long[][] {{1, 1}, {1, 2}, {1, 3}, {2, 3}}) {
            Ended ended = verify(consistency(pair[0], pair[1]), json -> { });
            assertThat(ended.said()).startsWith("HOLDS. Everything under checkpoint " + pair[0]);
            assertThat(ended.code()).isZero();
        }
        assertDoctored(consistency(1, 3), json -> ((ArrayNode) json.get("path")).set(0, "0".repeat(64)), "not the beginning");
        assertDoctored(consistency(1, 3), json -> json.set("newer", json.get("older")), "not the beginning");
        assertDoctored(consistency(2, 3), json -> ((ArrayNode) json.get("path")).remove(0), "");
    }

    @Test
    void followsAnExportAndRefusesOneThatWasDoctored() throws IOException {
        List<String> lines = Files.readAllLines(ledger.export.path());
        Ended ended = run(compiled(ledger.export.path(), key));
        assertThat(ended.said()).startsWith("HOLDS. 3 checkpoints follow");
        assertThat(ended.code()).isZero();

        assertThat(exported(List.of(lines.get(0), lines.get(2))).said()).contains("not the next");
        assertThat(exported(List.of(lines.get(0), lines.get(1).replace("\"entries\":8", "\"entries\":9"), lines.get(2))).said()).contains("signature");
        assertThat(exported(List.of(lines.get(1), lines.get(0))).said()).contains("not the next");
        assertThat(exported(List.of(lines.get(0), "{}")).code()).isEqualTo(1);
    }

    @Test
    void readsNoOtherJsonThanHeedWrites() throws IOException {
        for (String text : List.of("", "{", "{\"proof\":1}", "{\"proof\":\"inclusion\",\"proof\":\"inclusion\"}", "{\"proof\":\"inclusion\",\"headers\":[1.5]}",
                "{\"proof\":\"inclusion\",\"headers\":[]}", "[".repeat(100))) {
            Ended ended = run(compiled(Files.writeString(home.resolve("bad.json"), text)));
            assertThat(ended.code()).as(text).isEqualTo(1);
            assertThat(ended.said()).startsWith("DOES NOT HOLD.");
        }
    }

    private static Proof consistency(long older, long newer) {
        return proofs.consistency(ledger.checkpoints.find(older).orElseThrow(), ledger.checkpoints.find(newer).orElseThrow());
    }

    private static ObjectNode header(JsonNode proof, int index) {
        return (ObjectNode) proof.get("headers").get(index);
    }

    private static void assertDoctored(Proof proof, Consumer<ObjectNode> doctoring, String why) throws IOException {
        Ended ended = verify(proof, doctoring);
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.said()).startsWith("DOES NOT HOLD.").contains(why);
    }

    private static Ended verify(Proof proof, Consumer<ObjectNode> doctoring) throws IOException {
        return run(compiled(written(proof, doctoring), key));
    }

    private static Ended exported(List<String> lines) throws IOException {
        return run(compiled(Files.write(home.resolve("export.jsonl"), lines), key));
    }

    private static Path written(Proof proof, Consumer<ObjectNode> doctoring) throws IOException {
        ObjectNode json = JSON.valueToTree(proof.members());
        doctoring.accept(json);
        return Files.writeString(home.resolve("proof.json"), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json));
    }

    private static List<String> compiled(Path... files) {
        List<String> arguments = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto", "-cp", home.toString(), "HeedVerifier"));
        List.of(files).forEach(file -> arguments.add(file.toString()));
        return arguments;
    }

    private static Ended run(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java")));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            return new Ended(process.waitFor(), said);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
