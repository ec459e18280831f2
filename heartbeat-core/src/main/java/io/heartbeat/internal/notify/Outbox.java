package io.heartbeat.internal.notify;

import java.io.IOException;
import java.util.List;

/** Where notifications are kept until they are delivered. This one forgets them with the process; {@link StoredOutbox} does not. */
class Outbox implements AutoCloseable {

    /** What people have been told so far. */
    Ledger ledger() {
        return new Ledger();
    }

    /** What waits in a queue since an earlier run, oldest first. */
    List<OutboxEntry> waiting(String queue) {
        return List.of();
    }

    /** Keeps an entry, for good once {@link #commit} has returned. */
    void keep(String queue, OutboxEntry entry) throws IOException {}

    /** From here on everything kept so far counts as told. */
    void commit(Ledger ledger) throws IOException {}

    void remove(String queue, OutboxEntry entry) throws IOException {}

    /** Takes an entry that will not be delivered out of the queue, for a person to look at. */
    void setAside(String queue, OutboxEntry entry) throws IOException {}

    /** Puts one entry in the place of several. */
    void replace(String queue, List<OutboxEntry> several, OutboxEntry one) throws IOException {}

    /** Notes why nothing goes out of a queue; empty if something does. */
    void trouble(String queue, String why) {}

    /** What people have asked for. */
    Instructions instructions() {
        return Instructions.NONE;
    }

    /** Notes what became of an entry. */
    void record(String line) {}

    @Override
    public void close() {}
}
