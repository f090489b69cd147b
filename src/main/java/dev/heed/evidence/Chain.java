package dev.heed.evidence;

import java.util.Arrays;
import java.util.Optional;

/** The entries of one subject, each holding the hash of the one before. Follows them one by one and says which does not fit. */
public final class Chain {

    /** What can be wrong with an entry in its chain. */
    public enum Flaw {
        ALTERED("its content does not give its hash: it was altered, or stood in another place"),
        MISSING("it is not the next of its chain: entries before it are missing"),
        UNLINKED("it does not hold the hash of the entry before it: that one was exchanged");

        private final String sentence;

        Flaw(String sentence) {
            this.sentence = sentence;
        }

        public String sentence() {
            return sentence;
        }
    }

    private long length;
    private byte[] head = start();

    /** The hash before the first entry: 32 zero bytes. */
    public static byte[] start() {
        return Digests.none();
    }

    public static byte[] hash(Header header) {
        return Digests.sha256(CanonicalJson.of(header.members()));
    }

    /**
     * The next entry. One that does not fit is told once: what follows is held against it as it stands.
     *
     * @param recorded its hash as it was written down
     */
    public Optional<Flaw> follow(Header next, byte[] recorded) {
        Optional<Flaw> flaw = flaw(next, recorded);
        passOver(next.position(), recorded);
        return flaw;
    }

    /** An entry that is known to be bad. */
    public void passOver(long position, byte[] recorded) {
        length = position;
        head = recorded;
    }

    private Optional<Flaw> flaw(Header next, byte[] recorded) {
        if (!Arrays.equals(hash(next), recorded)) {
            return Optional.of(Flaw.ALTERED);
        }
        if (next.position() != length + 1) {
            return Optional.of(Flaw.MISSING);
        }
        return Arrays.equals(next.prior(), head) ? Optional.empty() : Optional.of(Flaw.UNLINKED);
    }
}
