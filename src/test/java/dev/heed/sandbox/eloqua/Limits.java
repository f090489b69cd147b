package dev.heed.sandbox.eloqua;

import java.time.Clock;
import java.time.Duration;

/** How much an hour the Bulk interface takes, and a minute the base discovery; what is more is answered with 429 and no hint when to come back. */
final class Limits {

    private static final Duration HOUR = Duration.ofHours(1);

    private final int contract;
    private final RateWindow exports;
    private final RateWindow imports;
    private final RateWindow syncActions;
    private final RateWindow discoveries;

    /** @param contract exports and imports an hour; the vendor calls it a soft limit, and raises it for who asks */
    Limits(Clock clock, int contract) {
        this.contract = contract;
        exports = new RateWindow(clock, HOUR, 0);
        imports = new RateWindow(clock, HOUR, 0);
        syncActions = new RateWindow(clock, HOUR, 0);
        discoveries = new RateWindow(clock, Duration.ofMinutes(1), 0);
        reset();
    }

    void hourly(int exports, int imports, int syncActions) {
        this.exports.limit(exports);
        this.imports.limit(imports);
        this.syncActions.limit(syncActions);
    }

    void discoveriesPerMinute(int discoveries) {
        this.discoveries.limit(discoveries);
    }

    void discovery() {
        pass(discoveries);
    }

    void sync(DefinitionKind kind) {
        pass(kind.exports() ? exports : kind == DefinitionKind.CONTACT_SYNC_ACTION ? syncActions : imports);
    }

    void reset() {
        hourly(contract, contract, 2 * contract);
        discoveriesPerMinute(30);
        exports.clear();
        imports.clear();
        syncActions.clear();
        discoveries.clear();
    }

    private static void pass(RateWindow window) {
        if (!window.admits()) {
            throw Refusal.plain(429);
        }
    }
}
