package dev.heed.intake;

import dev.heed.change.Change;
import dev.heed.change.Key;
import dev.heed.deciding.Decider;
import dev.heed.deciding.Decisions;
import dev.heed.deciding.DeliveryState;
import dev.heed.intake.Intake.Decided;
import dev.heed.intake.Intake.Heard;
import dev.heed.ledger.Deliveries;
import dev.heed.ledger.Deliveries.Shown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What a system's own feed says of what was written there: it stands, or something else does. */
@Component
class Proving {

    private final Deliveries deliveries;
    private final Decider decider;

    Proving(Deliveries deliveries, Decider decider) {
        this.deliveries = deliveries;
        this.decider = decider;
    }

    /** What is shown was accepted before. */
    void confirm(List<Decided> decided) {
        Map<UUID, Taken.Builder> taken = new HashMap<>();
        List<Shown> shown = new ArrayList<>();
        decided.stream().filter(one -> !one.decisions().confirmed().isEmpty()).forEach(one -> {
            String system = one.heard().reading().system();
            taken.put(one.person(), one.heard().taken());
            shown.add(new Shown(system, one.person(), switchedBy(system, one.decisions(), one.decisions().confirmed())));
        });
        deliveries.confirm(shown).forEach(ended -> taken.get(ended.subject()).end(ended.change(), ended.system()));
    }

    /** What was accepted before will not be shown any more. */
    void overtake(Decided decided) {
        Heard heard = decided.heard();
        heard.taken().subject(heard.speaker().origin());
        String system = heard.reading().system();
        Set<Key> keys = switchedBy(system, decided.decisions(), decided.decisions().overtaken(decided.before()));
        if (!keys.isEmpty()) {
            deliveries.overtake(system, heard.person(), keys, heard.reading().deleted() ? DeliveryState.ABSENT : DeliveryState.SUPERSEDED)
                    .forEach(change -> heard.taken().end(change, system));
        }
    }

    /** A flag that shows what was written shows it for all that it switches. */
    private Set<Key> switchedBy(String system, Decisions decisions, Set<Key> shown) {
        Set<Key> all = new LinkedHashSet<>(shown);
        decisions.dossier().changes().stream().filter(change -> shown.stream().anyMatch(key -> decider.carries(system, key, change)))
                .map(Change::key).forEach(all::add);
        return all;
    }
}
