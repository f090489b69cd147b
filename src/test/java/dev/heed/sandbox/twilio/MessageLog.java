package dev.heed.sandbox.twilio;

import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;
import java.util.Optional;

/** Every message of the account, newest first. */
final class MessageLog {

    private final LinkedList<Message> messages = new LinkedList<>();

    synchronized void add(Message message) {
        messages.addFirst(message);
    }

    /** Newest first, as {@link #all()} gives them. */
    synchronized void recall(Message message) {
        messages.addLast(message);
    }

    synchronized List<Message> all() {
        return new ArrayList<>(messages);
    }

    synchronized Optional<Message> lastInbound(String from) {
        return messages.stream().filter(message -> message.isInbound() && message.from().equals(from)).findFirst();
    }

    synchronized void clear() {
        messages.clear();
    }
}
