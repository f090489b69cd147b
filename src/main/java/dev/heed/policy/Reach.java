package dev.heed.policy;

import dev.heed.change.Permission;

/** How far a refusal goes beyond what was said, from the narrowest to the widest. */
public enum Reach {
    STATED, PURPOSE, CHANNEL, ALL;

    boolean covers(Permission said, Permission asked) {
        return switch (this) {
            case STATED -> said.covers(asked);
            case PURPOSE -> said.channel().equals(asked.channel()) && said.purpose().equals(asked.purpose());
            case CHANNEL -> said.channel().equals(asked.channel());
            case ALL -> true;
        };
    }
}
