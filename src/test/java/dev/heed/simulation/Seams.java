package dev.heed.simulation;

import dev.heed.change.Change;
import dev.heed.change.ContactPoint;
import dev.heed.change.Key;
import dev.heed.deciding.SystemCard;
import dev.heed.mapping.Reading;
import dev.heed.policy.Policy;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** The places at which a defect can be planted. As they stand they alter nothing. */
interface Seams {

    Seams SOUND = new Seams() {
    };

    default Policy policy(Policy policy) {
        return policy;
    }

    default SystemCard card(SystemCard card) {
        return card;
    }

    default Brain brain(Brain sound) {
        return sound;
    }

    default Reading heard(Reading reading) {
        return reading;
    }

    /** @param first whether the message came for the first time */
    default boolean takes(boolean first) {
        return first;
    }

    /** What a dossier is loaded with. */
    default List<Change> known(UUID subject, List<Change> own, List<Change> refusalsOfSharers, Supplier<List<Change>> all) {
        return java.util.stream.Stream.concat(own.stream(), refusalsOfSharers.stream()).toList();
    }

    /** Whose statements count for a person. */
    default List<UUID> members(People people, UUID person) {
        return people.members(person);
    }

    /** Makes who was merged a person of its own again, and says of whom it was part. */
    default UUID parts(Persons persons, UUID part) {
        return persons.part(part);
    }

    /** What of an erased subject's refusals does not bind any more. */
    default void forgottenRefusals(Map<ContactPoint, List<Change>> refusals, UUID subject) {
    }

    /** Whether who wants to be forgotten is said to have withdrawn everything. */
    default boolean withdrawsBeforeErasing() {
        return true;
    }

    default boolean tellsSharers() {
        return true;
    }

    default boolean sweeps() {
        return true;
    }

    /** What is sent for a subject's record. */
    default Map<Key, String> sent(String lane, int attempts, Map<Key, String> tokens) {
        return tokens;
    }

    default boolean notesWhatItSends() {
        return true;
    }

    default boolean oneLane() {
        return true;
    }
}
