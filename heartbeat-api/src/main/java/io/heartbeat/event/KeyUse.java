package io.heartbeat.event;

import java.util.List;

/**
 * What hosts do with one of the secrets that a monitor holds: so it can be seen when a secret can take the place of another, and when the
 * other can go. Dead and departed hosts count as they were heard last: they would come back as they went.
 *
 * @param id the key id: which secret, 8 hexadecimal digits; no secret itself
 * @param sealing the hosts that beat under it: as long as there are any, it cannot be retired
 * @param lacking the hosts that do not hold it yet
 */
public record KeyUse(String id, List<String> sealing, List<String> lacking) {

    /** Copies the lists. */
    public KeyUse {
        sealing = List.copyOf(sealing);
        lacking = List.copyOf(lacking);
    }
}
