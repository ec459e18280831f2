package io.heartbeat.hardware.smart;

import java.util.OptionalLong;

/**
 * How hot a disk may get, in degrees Celsius: by its own account if that is plausible, else by what is usual for its kind.
 *
 * @param warning from here on it is too hot
 * @param critical from here on it may be damaged
 */
record TemperatureLimits(long warning, long critical) {
    private static final TemperatureLimits HARD_DISK = new TemperatureLimits(50, 60);
    private static final TemperatureLimits SOLID_STATE = new TemperatureLimits(65, 70);
    private static final TemperatureLimits NVME = new TemperatureLimits(75, 85);

    static TemperatureLimits of(SmartctlAnswer answer) {
        OptionalLong operating = limit(answer, "temperature.op_limit_max");
        if (operating.isPresent()) {
            long warning = operating.getAsLong();
            long critical = first(
                            limit(answer, "temperature.critical_limit_max"), limit(answer, "temperature.limit_max"))
                    .orElse(0);
            return new TemperatureLimits(warning, critical > warning ? critical : warning + 10);
        }
        OptionalLong trip =
                first(limit(answer, "temperature.drive_trip"), limit(answer, "scsi_temperature.drive_trip"));
        if (trip.isPresent()) {
            return new TemperatureLimits(trip.getAsLong() - 5, trip.getAsLong());
        }
        if (answer.protocol() == SmartctlAnswer.Protocol.NVME) {
            return NVME;
        }
        return answer.isSolidState() ? SOLID_STATE : HARD_DISK;
    }

    /** A limit; some disks hold 0, -273 or 65261 where they know none. */
    private static OptionalLong limit(SmartctlAnswer answer, String path) {
        OptionalLong limit = answer.json().number(path);
        return limit.isPresent() && limit.getAsLong() >= 30 && limit.getAsLong() <= 120 ? limit : OptionalLong.empty();
    }

    private static OptionalLong first(OptionalLong one, OptionalLong other) {
        return one.isPresent() ? one : other;
    }
}
