package dev.heed.evidence;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;

/** A private Ed25519 key and the public one that belongs to it. */
public final class SigningKey {

    private final PrivateKey key;
    private final VerifyingKey publicKey;

    private SigningKey(PrivateKey key, PublicKey publicKey) {
        this.key = key;
        this.publicKey = new VerifyingKey(publicKey);
    }

    public static SigningKey generate() {
        KeyPair pair = pair(new SecureRandom());
        return new SigningKey(pair.getPrivate(), pair.getPublic());
    }

    /**
     * @param pem PKCS#8, {@code -----BEGIN PRIVATE KEY-----}, as {@code openssl genpkey -algorithm ed25519} writes it
     * @throws IllegalArgumentException if it is no such key; says nothing of its content
     */
    public static SigningKey ofPem(String pem) {
        try {
            PrivateKey key = KeyFactory.getInstance(VerifyingKey.ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(Pem.read(pem, Pem.PRIVATE)));
            SigningKey whole = new SigningKey(key, publicOf((EdECPrivateKey) key));
            byte[] sample = {1};
            if (!whole.publicKey.verifies(sample, whole.sign(sample))) {
                throw new IllegalStateException("This Java does not make Ed25519 keys from what its source of randomness gives");
            }
            return whole;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("This is no private Ed25519 key");
        }
    }

    /** The JDK has no call for it; but its generator takes the private key from its source of randomness as it is, and works out the public one. */
    private static PublicKey publicOf(EdECPrivateKey key) {
        byte[] secret = key.getBytes().orElseThrow(() -> new IllegalArgumentException("This private key does not show itself"));
        return pair(new SecureRandom() {
            @Override
            public void nextBytes(byte[] bytes) {
                System.arraycopy(secret, 0, bytes, 0, bytes.length);
            }
        }).getPublic();
    }

    private static KeyPair pair(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(VerifyingKey.ALGORITHM);
            generator.initialize(255, random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java from 15 on has Ed25519", e);
        }
    }

    public VerifyingKey publicKey() {
        return publicKey;
    }

    public String pem() {
        return Pem.write(key.getEncoded(), Pem.PRIVATE);
    }

    public SignedCheckpoint sign(Checkpoint checkpoint) {
        return new SignedCheckpoint(checkpoint, sign(checkpoint.canonical()), publicKey);
    }

    private byte[] sign(byte[] content) {
        try {
            Signature signature = Signature.getInstance(VerifyingKey.ALGORITHM);
            signature.initSign(key);
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an Ed25519 key can sign", e);
        }
    }
}
