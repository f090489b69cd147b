package dev.heed.evidence;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;

/** A public Ed25519 key. Its id is the SHA-256 of its DER form (SubjectPublicKeyInfo). */
public final class VerifyingKey {

    static final String ALGORITHM = "Ed25519";

    private final PublicKey key;
    private final String id;

    VerifyingKey(PublicKey key) {
        this.key = key;
        this.id = Digests.hex(Digests.sha256(key.getEncoded()));
    }

    /** @throws IllegalArgumentException if it is no Ed25519 key */
    public static VerifyingKey of(byte[] encoded) {
        try {
            return new VerifyingKey(KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("This is no public Ed25519 key", e);
        }
    }

    /** @param pem {@code -----BEGIN PUBLIC KEY-----} */
    public static VerifyingKey ofPem(String pem) {
        return of(Pem.read(pem, Pem.PUBLIC));
    }

    public String id() {
        return id;
    }

    public byte[] encoded() {
        return key.getEncoded();
    }

    public String pem() {
        return Pem.write(encoded(), Pem.PUBLIC);
    }

    boolean verifies(byte[] content, byte[] signature) {
        try {
            Signature check = Signature.getInstance(ALGORITHM);
            check.initVerify(key);
            check.update(content);
            return check.verify(signature);
        } catch (SignatureException malformed) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java from 15 on has Ed25519", e);
        }
    }
}
