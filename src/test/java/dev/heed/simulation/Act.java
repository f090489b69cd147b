package dev.heed.simulation;

import dev.heed.change.Actor;
import dev.heed.change.Key;

/** Something that happens to the systems, at a time. One record a kind: a new kind is a new record and a line in {@link Histories}. */
interface Act {

    long at();

    void happen(World world);

    /** Somebody sets a field: the customer, an agent, an import of one record. */
    record Says(long at, String site, Person person, Key key, String value, Actor actor) implements Act {
        @Override
        public void happen(World world) {
            world.site(site).set(person, key, value, actor);
        }
    }

    /** A system meets somebody. */
    record Joins(long at, String site, Person person) implements Act {
        @Override
        public void happen(World world) {
            world.site(site).join(person);
        }
    }

    record Leaves(long at, String site, Person person) implements Act {
        @Override
        public void happen(World world) {
            world.site(site).leave(person);
        }
    }

    record ComesBack(long at, String site, Person person) implements Act {
        @Override
        public void happen(World world) {
            world.site(site).comeBack(person);
        }
    }

    /** A file with yes in every line is read over the records. */
    record Reimports(long at, String site) implements Act {
        @Override
        public void happen(World world) {
            world.site(site).overwrite(false);
        }
    }

    record KeepsBackup(long at, String site) implements Act {
        @Override
        public void happen(World world) {
            world.site(site).keepBackup();
        }
    }

    record RestoresBackup(long at, String site) implements Act {
        @Override
        public void happen(World world) {
            world.site(site).overwrite(true);
        }
    }

    /** Heed reads a system's records again. */
    record Looks(long at, String site) implements Act {
        @Override
        public void happen(World world) {
            world.site(site).look();
        }
    }

    record GoesAway(long at, String site, long millis) implements Act {
        @Override
        public void happen(World world) {
            world.site(site).goAway(millis);
        }
    }

    /** A system will not take what is written for this person. */
    record Refuses(long at, String site, Person person) implements Act {
        @Override
        public void happen(World world) {
            world.site(site).refuse(person);
        }
    }

    /** Somebody finds that two are one person, as Heed knows them by their addresses. */
    record Merges(long at, Person one, Person other) implements Act {
        @Override
        public void happen(World world) {
            world.registry().merge(one, other);
        }
    }

    /** The last two who were found to be one person are two after all. */
    record Splits(long at) implements Act {
        @Override
        public void happen(World world) {
            world.registry().split();
        }
    }

    /** The person wants to be forgotten. */
    record Erases(long at, Person person) implements Act {
        @Override
        public void happen(World world) {
            world.registry().erase(person);
        }
    }

    /** Heed dies and is started again. */
    record Crashes(long at, long away) implements Act {
        @Override
        public void happen(World world) {
            world.crash(away);
        }
    }

    /** The broker hands everything out a second time. */
    record Replays(long at) implements Act {
        @Override
        public void happen(World world) {
            world.replay();
        }
    }
}
