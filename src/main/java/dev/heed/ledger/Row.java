package dev.heed.ledger;

import dev.heed.change.Change;
import dev.heed.change.Permission;
import dev.heed.change.Provenance;
import dev.heed.deciding.Decisions.Judged;
import dev.heed.evidence.Chain;
import dev.heed.evidence.Digests;
import dev.heed.evidence.Header;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** One row of the ledger about to be written: its header, the strand it belongs to, and what is sealed. */
record Row(Header header, UUID strand, byte[] sealed, byte[] hash) {

    private static Row of(Header header, UUID strand, byte[] sealed) {
        return new Row(header, strand, sealed, Chain.hash(header));
    }

    static Row change(ChainEnd end, Judged judged, UUID strand, byte[] point, byte[] sealed, Instant at) {
        Change change = judged.change();
        Provenance origin = change.provenance();
        return of(new Header(change.id(), end.subject(), end.length() + 1, Ledger.CHANGE, change.key().text(),
                change.key() instanceof Permission ? change.value() : null, point, origin.source(), origin.actor().text(), origin.evidence().text(),
                origin.jurisdiction(), micros(origin.capturedFrom()), micros(origin.capturedTo()), origin.sequence(), micros(origin.receivedAt()), at,
                judged.rule().text(), Digests.sha256(sealed), end.head()), strand, sealed);
    }

    /** What is no change: that two subjects are one person, or are not, or that somebody was erased. */
    static Row act(ChainEnd end, UUID id, String kind, byte[] sealed, Instant at) {
        return of(new Header(id, end.subject(), end.length() + 1, kind, null, null, null, null, null, null, null, null, null, null, null, at,
                null, Digests.sha256(sealed), end.head()), null, sealed);
    }

    ChainEnd end() {
        return new ChainEnd(header.subject(), header.position(), hash, header.recordedAt());
    }

    Object[] columns() {
        return new Object[] {header.entry(), header.subject(), header.position(), header.kind(), strand, header.key(), header.value(), header.point(),
                header.source(), header.actor(), header.evidence(), header.jurisdiction(), Sql.time(header.capturedFrom()), Sql.time(header.capturedTo()),
                header.sourceOrder(), Sql.time(header.receivedAt()), Sql.time(header.recordedAt()), header.rule(), sealed, header.prior(), hash};
    }

    private static Instant micros(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }
}
