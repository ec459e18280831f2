package io.heartbeat.hardware.smart;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A row in the table of ATA attributes. What a number means differs between makers, so the name must fit as well.
 *
 * @param id its number
 * @param name its name by smartctl's database of disks
 * @param prefailure whether falling below the threshold foretells failure, rather than old age
 * @param belowThresholdNow whether it is below the threshold now, not just in the past
 * @param count the raw value as smartctl reads it; -1 if it is no count
 */
record AtaAttribute(int id, String name, boolean prefailure, boolean belowThresholdNow, long count) {
    private static final Pattern DIGITS = Pattern.compile("(\\d{1,15})(?!\\d)(?![xhm])");
    private static final long MOST = 0xFFFF_FFFFL;

    private static final String TABLE = "ata_smart_attributes.table";

    /** Whether there is a table, and each of its rows can be read: else what it does not say may still be so. */
    static boolean isWhole(SmartctlAnswer answer) {
        JsonView json = answer.json();
        return json.isTable(TABLE)
                && json.list(TABLE).stream()
                        .allMatch(row -> row.number("id").isPresent()
                                && row.text("name").isPresent()
                                && row.isText("when_failed")
                                && row.number("raw.value").isPresent()
                                && row.isText("raw.string"));
    }

    static List<AtaAttribute> table(SmartctlAnswer answer) {
        return answer.json().list(TABLE).stream()
                .map(row -> new AtaAttribute(
                        (int) row.number("id").orElse(0),
                        row.text("name").orElse(""),
                        row.flag("flags.prefailure").orElse(false),
                        row.text("when_failed").orElse("").equals("now"),
                        count(row)))
                .toList();
    }

    /** Some pack further numbers into the upper bits; then the text begins with the one that counts: {@code 8 (0 3)}. */
    private static long count(JsonView row) {
        long raw = row.number("raw.value").orElse(-1);
        Matcher digits = DIGITS.matcher(row.text("raw.string").orElse(""));
        boolean plain = raw >= 0 && raw <= 0xFFFF;
        return !plain && digits.lookingAt() ? Long.parseLong(digits.group(1)) : raw;
    }

    /** Whether it is the attribute of that number, with a name that contains one of the words, and a plausible count. */
    boolean counts(int number, String... words) {
        return id == number && count >= 0 && count <= MOST && isNamed(words);
    }

    boolean isNamed(String... words) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (String word : words) {
            if (lower.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
