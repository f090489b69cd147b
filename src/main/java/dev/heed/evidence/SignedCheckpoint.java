package dev.heed.evidence;

import java.util.Base64;
import java.util.Map;

/** A checkpoint as it leaves the house: with its signature, and the key that checks it. */
public record SignedCheckpoint(Checkpoint checkpoint, byte[] signature, VerifyingKey key) {

    /** Whether the key that it names has signed it. Whether that key is to be trusted is another question. */
    public boolean genuine() {
        return key.id().equals(checkpoint.key()) && key.verifies(checkpoint.canonical(), signature);
    }

    public Map<String, Object> members() {
        Base64.Encoder base64 = Base64.getEncoder();
        return Map.of("checkpoint", checkpoint.members(), "signature", base64.encodeToString(signature), "publicKey", base64.encodeToString(key.encoded()));
    }

    /** One line of JSON, always the same for the same checkpoint: an Ed25519 signature is a function of key and content. */
    public String line() {
        return CanonicalJson.text(members());
    }
}
