package dev.wavetank.scenarios.files;

import dev.wavetank.scenarios.format.Spans;

import org.jspecify.annotations.Nullable;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/// When a Chaos Mesh Schedule is due: five fields of cron, or six with seconds first, or a
/// descriptor such as `@hourly` or `@every 2s`.
///
/// A scenario has no date, so its method is taken to begin at midnight of Thursday, 1 January 2026.
record Cron(
        @Nullable Duration every,
        BitSet seconds,
        BitSet minutes,
        BitSet hours,
        BitSet days,
        BitSet months,
        BitSet weekdays,
        boolean eitherDay) {
    static final String ALLOWED =
            "five fields of cron such as \"*/5 * * * *\", six with seconds first, @hourly, @daily,"
                    + " @weekly, @monthly, @yearly, or \"@every 30s\"";

    private static final LocalDateTime BEGINNING = LocalDateTime.of(2026, 1, 1, 0, 0);
    private static final List<String> MONTHS =
            List.of(
                    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
                    "dec");
    private static final List<String> WEEKDAYS =
            List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");

    /// {@return the schedule; null when the text is none}
    static @Nullable Cron of(String text) {
        if (text.startsWith("@every ")) {
            var every = Spans.read(text.substring("@every ".length()).strip());
            // As the cron of Chaos Mesh does: whole seconds, at least one.
            return every == null || !every.isPositive()
                    ? null
                    : every(Duration.ofSeconds(Math.max(1, every.toSeconds())));
        }
        String fields =
                switch (text) {
                    case "@yearly", "@annually" -> "0 0 0 1 1 *";
                    case "@monthly" -> "0 0 0 1 * *";
                    case "@weekly" -> "0 0 0 * * 0";
                    case "@daily", "@midnight" -> "0 0 0 * * *";
                    case "@hourly" -> "0 0 * * * *";
                    default -> text.strip();
                };
        List<String> split = new ArrayList<>(List.of(fields.split("\\s+")));
        if (split.size() == 5) {
            split.addFirst("0");
        }
        return split.size() == 6 ? of(split) : null;
    }

    private static Cron every(Duration every) {
        var none = new BitSet();
        return new Cron(every, none, none, none, none, none, none, false);
    }

    private static @Nullable Cron of(List<String> fields) {
        var seconds = bits(fields.get(0), 0, 59, List.of());
        var minutes = bits(fields.get(1), 0, 59, List.of());
        var hours = bits(fields.get(2), 0, 23, List.of());
        var days = bits(fields.get(3), 1, 31, List.of());
        var months = bits(fields.get(4), 1, 12, MONTHS);
        var weekdays = bits(fields.get(5), 0, 6, WEEKDAYS);
        if (seconds == null
                || minutes == null
                || hours == null
                || days == null
                || months == null
                || weekdays == null) {
            return null;
        }
        boolean either = !isAny(fields.get(3)) && !isAny(fields.get(5));
        return new Cron(null, seconds, minutes, hours, days, months, weekdays, either);
    }

    private static boolean isAny(String field) {
        return field.startsWith("*") || field.startsWith("?");
    }

    /// {@return the values that a field such as `1,10-20/5` means; null when it is none}
    private static @Nullable BitSet bits(String field, int least, int most, List<String> names) {
        var bits = new BitSet();
        for (String range : field.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] step = range.split("/", -1);
            String[] ends = step[0].split("-", -1);
            boolean any = isAny(step[0]) && step[0].length() == 1;
            int from = any ? least : value(ends[0], least, names);
            int to = any || (ends.length == 1 && step.length > 1) ? most : from;
            to = ends.length == 2 ? value(ends[1], least, names) : to;
            int by = step.length == 2 ? value(step[1], 0, List.of()) : 1;
            if (step.length > 2 || ends.length > 2 || from < least || to > most || to < from) {
                return null;
            }
            if (by < 1) {
                return null;
            }
            for (int each = from; each <= to; each += by) {
                bits.set(each);
            }
        }
        return bits;
    }

    private static int value(String text, int least, List<String> names) {
        int name = names.indexOf(text);
        if (name >= 0) {
            return name + least;
        }
        return text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : -1;
    }

    /// {@return when it is due, from the beginning and before the end; at most so many}
    List<Duration> due(Duration end, int most) {
        var due = new ArrayList<Duration>();
        for (var at = next(Duration.ZERO, end);
                at != null && due.size() < most;
                at = next(at, end)) {
            due.add(at);
        }
        return due;
    }

    private @Nullable Duration next(Duration after, Duration end) {
        if (every != null) {
            var next = after.plus(every);
            return next.compareTo(end) < 0 ? next : null;
        }
        var time = BEGINNING.plus(after).withNano(0).plusSeconds(1);
        var last = BEGINNING.plus(end);
        while (time.isBefore(last)) {
            if (!months.get(time.getMonthValue()) || !isDay(time)) {
                time = time.toLocalDate().plusDays(1).atStartOfDay();
            } else if (!hours.get(time.getHour())) {
                time = time.withMinute(0).withSecond(0).plusHours(1);
            } else if (!minutes.get(time.getMinute())) {
                time = time.withSecond(0).plusMinutes(1);
            } else if (!seconds.get(time.getSecond())) {
                time = time.plusSeconds(1);
            } else {
                return Duration.between(BEGINNING, time);
            }
        }
        return null;
    }

    /// When day and weekday are both restricted, either will do, as in every cron.
    private boolean isDay(LocalDateTime time) {
        boolean day = days.get(time.getDayOfMonth());
        int weekday = time.getDayOfWeek() == DayOfWeek.SUNDAY ? 0 : time.getDayOfWeek().getValue();
        return eitherDay ? day || weekdays.get(weekday) : day && weekdays.get(weekday);
    }
}
