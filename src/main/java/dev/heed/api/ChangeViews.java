package dev.heed.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.deciding.Decider;
import dev.heed.deciding.Dossier;
import dev.heed.intake.ChangeEvent;
import dev.heed.ledger.Ledger.Entry;
import dev.heed.policy.Ruling;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** A change as the API shows it: as it travels, and what became of it. */
@Component
class ChangeViews {

    static final String EXAMPLE = """
            {"changeId": "0f3d1f6e-5a52-8f61-9c38-5a0f6f6f2a10", "subjectId": "8d9c2a34-6b1e-4c52-a9f0-3f6f0c7be6a1", "key": "sms/marketing",
             "value": "withdrawn", "contactPoint": "phone:+15550100001",
             "provenance": {"source": "twilio", "record": "+15550100001", "event": "SM0123", "actor": "subject", "collectionPoint": "messages",
               "evidence": "form", "wording": null, "jurisdiction": null, "capturedFrom": "2024-05-20T10:13:21Z", "capturedTo": "2024-05-20T10:13:21Z",
               "clamped": false, "sequence": null, "receivedAt": "2024-05-20T10:13:21.4Z", "digest": "9f86d08…", "mapping": "twilio@1", "hops": ["twilio"]},
             "recordedAt": "2024-05-20T10:13:21.5Z", "rule": "holds", "sentence": "withdrawal from `form` by the subject in twilio holds now", "lostAgainst": null, "ruleWhenRecorded": "holds"}""";

    private final Decider decider;
    private final Clock clock;

    ChangeViews(Decider decider, Clock clock) {
        this.decider = decider;
        this.clock = clock;
    }

    /** @param dossier of its subject, as it is now */
    ObjectNode view(Entry entry, Dossier dossier) {
        return view(entry, decider.why(dossier, entry.change(), clock.instant()));
    }

    /** @param ruling what became of it where it is asked about */
    ObjectNode view(Entry entry, Ruling ruling) {
        ObjectNode view = ChangeEvent.body(entry.change());
        view.put("recordedAt", entry.recordedAt().toString());
        view.put("rule", ruling.rule().text());
        view.put("sentence", ruling.sentence());
        view.put("lostAgainst", ruling.winner() == null ? null : ruling.winner().id().toString());
        view.put("ruleWhenRecorded", entry.rule());
        return view;
    }
}
