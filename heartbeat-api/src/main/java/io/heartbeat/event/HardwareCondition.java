package io.heartbeat.event;

import java.time.Instant;

/**
 * Something that is wrong with one part of a host, for as long as it is wrong.
 *
 * @param component which part: stable for as long as it is the same part, unique on its host, for example
 *     {@code smart:wwn-5000c500a1b2c3d4}
 * @param label the part as a person knows it, for example {@code WD Red WDC-WD40EFRX (serial WX12) at /dev/sda}
 * @param code what is wrong, for programs: lower-case words joined by dots and dashes, for example {@code disk.pending}
 * @param severity {@link Severity#WARNING} or {@link Severity#CRITICAL}
 * @param message what is wrong, for people
 * @param advice what to do about it; may be empty
 * @param reading the reading that shows it, with its unit, for example {@code pending sectors 648}; may be empty
 * @param since when it was first found, by the clock of the host
 */
public record HardwareCondition(
        String component,
        String label,
        String code,
        Severity severity,
        String message,
        String advice,
        String reading,
        Instant since) {}
