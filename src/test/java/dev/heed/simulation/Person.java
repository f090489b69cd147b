package dev.heed.simulation;

import dev.heed.change.ContactPoint;

/** Somebody who has preferences. Two may share a telephone or an address. */
record Person(String name, ContactPoint email, ContactPoint phone) {

    @Override
    public String toString() {
        return name;
    }
}
