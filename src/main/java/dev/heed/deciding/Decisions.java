package dev.heed.deciding;

import dev.heed.change.Change;
import dev.heed.change.Key;
import dev.heed.policy.Answer;
import dev.heed.policy.Rule;
import dev.heed.policy.Ruling;
import dev.heed.policy.Slot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What follows from one reading for one subject.
 *
 * @param dossier    as it is afterwards
 * @param judged     the new changes, each with the rule by which it holds or does not
 * @param confirmed  fields of the record that its feed showed as we had written them
 * @param state      what holds now, for every slot the new changes touch
 * @param deliveries what is to be carried, or why not
 * @param nextExpiry when time alone changes next what holds, if it does
 */
public record Decisions(Dossier dossier, List<Judged> judged, Set<Key> confirmed, Map<Slot, Answer> state, List<Delivery> deliveries,
                        Optional<Instant> nextExpiry) {

    public record Judged(Change change, Ruling ruling) {

        public Rule rule() {
            return ruling.rule();
        }
    }

    /** @param reason why it is parked, null otherwise */
    public record Delivery(UUID change, String system, DeliveryState state, String reason) {
    }

    /** The same for one who did not make the change: it is recorded once, with the one who did. */
    public Decisions withoutJudging() {
        return new Decisions(dossier, List.of(), confirmed, state, deliveries, nextExpiry);
    }

    /** Fields in which a write was open, and where something else stands now: nothing will show that write any more. */
    public Set<Key> overtaken(Dossier before) {
        return before.records().stream().flatMap(record -> record.held().entrySet().stream()
                .filter(held -> held.getValue().sent() != null && !confirmed.contains(held.getKey()))
                .map(Map.Entry::getKey).filter(key -> !dossier.record(record.system(), record.id()).isOpen(key))).collect(Collectors.toSet());
    }

    public boolean changesNothing() {
        return judged.isEmpty() && confirmed.isEmpty() && deliveries.isEmpty();
    }
}
