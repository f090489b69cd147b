package dev.heed.deadline;

/** A day off, and what takes its place where it falls on a weekend. */
record Holiday(String name, Day day, Observed observed) {

    enum Observed {
        /** Nothing does. */
        ITSELF,
        /** The Friday before a Saturday, the Monday after a Sunday. */
        NEAREST,
        /** The next weekday that is no holiday: the Monday, or the Tuesday where the Monday is taken. */
        MONDAY
    }
}
