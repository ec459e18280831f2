package io.heartbeat.hardware.smart;

import io.heartbeat.spi.ComponentReport;
import io.heartbeat.spi.Condition;
import io.heartbeat.spi.HardwareReport;
import java.util.List;

/** What checks have found before the one that is tested. */
final class Earlier {
    private Earlier() {}

    static HardwareReport found(String component, String code) {
        List<Condition> conditions = List.of(Condition.warning(code, "Found earlier"));
        return HardwareReport.partial(
                List.of(ComponentReport.checked(component, "Disk", conditions, List.of())),
                "Only one disk was looked at");
    }
}
