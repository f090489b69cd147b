package dev.heed.sandbox.eloqua;

import java.util.List;
import java.util.Optional;

/** A kind of e-mail that a contact can leave without leaving all. The instance has two. */
record EmailGroup(int id, String name) {

    static final List<EmailGroup> ALL = List.of(new EmailGroup(7, "Newsletter"), new EmailGroup(8, "Offers"));

    static Optional<EmailGroup> ofId(String id) {
        return ALL.stream().filter(group -> String.valueOf(group.id).equals(id)).findFirst();
    }

    static Optional<EmailGroup> ofName(String name) {
        return ALL.stream().filter(group -> group.name.equals(name)).findFirst();
    }
}
