package dev.heed.sandbox.twilio;

import java.util.List;
import java.util.Optional;

/**
 * One of the account's numbers. A number in the pool of a Messaging Service shares that service's opt-out list and has
 * its Advanced Opt-Out; a number of its own has neither.
 *
 * @param number           E.164
 * @param messagingService SID of the Messaging Service, or null
 */
record Sender(String number, String messagingService) {

    static final List<Sender> ALL = List.of(
            new Sender(TwilioSimulator.SERVICE_NUMBER, TwilioSimulator.MESSAGING_SERVICE_SID),
            new Sender(TwilioSimulator.LONE_NUMBER, null));

    /** The name under which the opt-out list and the consent records keep it. */
    String id() {
        return messagingService == null ? number : messagingService;
    }

    /** @param name a number of the account or the SID of its Messaging Service */
    static Optional<Sender> named(String name) {
        return ALL.stream().filter(sender -> sender.number.equals(name) || sender.id().equals(name)).findFirst();
    }
}
