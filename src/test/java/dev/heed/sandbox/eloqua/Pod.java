package dev.heed.sandbox.eloqua;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** Where the instance lives: at first below {@code /eloqua} itself, after each move below a pod of its own. */
final class Pod {

    private final AtomicInteger moves = new AtomicInteger();

    void move() {
        moves.incrementAndGet();
    }

    void reset() {
        moves.set(0);
    }

    /** {@code /eloqua}, or {@code /eloqua/p04} and on. */
    String base() {
        int moved = moves.get();
        return moved == 0 ? "/eloqua" : String.format(Locale.ROOT, "/eloqua/p%02d", 3 + moved);
    }

    /** Whether the path of a request is below the base of today. */
    boolean serves(String path) {
        String pod = path.replaceFirst("^/eloqua(/p\\d\\d)?/.*$", "/eloqua$1");
        return pod.equals(base());
    }
}
