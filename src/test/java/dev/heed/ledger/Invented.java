package dev.heed.ledger;

import dev.heed.change.ContactPoint;
import dev.heed.change.ContactPoint.Kind;
import dev.heed.evidence.Digests;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** Somebody who does not exist, made out of a number, so that nobody has to remember whom there are. */
public record Invented(long number) {

    /** In how many of ten turns they say something, on average over all five. */
    private static final int[] TALKATIVE = {1, 3, 5, 7, 9};
    private static final int SHARING = 50;

    public UUID id() {
        SplittableRandom random = new SplittableRandom(number);
        return new UUID(random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L);
    }

    ContactPoint email() {
        return new ContactPoint(Kind.EMAIL, "customer" + number + "@example.com");
    }

    /** One in fifty has the number of the one before. */
    ContactPoint phone() {
        return new ContactPoint(Kind.PHONE, "+1" + (5_550_000_000L + (number % SHARING == SHARING - 1 ? number - 1 : number)));
    }

    List<ContactPoint> points() {
        return List.of(email(), phone());
    }

    String record() {
        return "customer-" + number;
    }

    public boolean speaks(SplittableRandom random) {
        return random.nextInt(10) < TALKATIVE[(int) (number % TALKATIVE.length)];
    }

    /** The key that their values are sealed with; no secret, as they are none. */
    public static byte[] key(UUID id) {
        return Digests.sha256(id.toString().getBytes(StandardCharsets.UTF_8));
    }
}
