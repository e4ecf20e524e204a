package dev.wavetank.apiserver.tokens;

import java.util.List;

/// What became of a token that somebody showed.
public sealed interface Verdict {
    /// It counts.
    ///
    /// @param audiences those of the asked ones for whom it is
    record Valid(Claims claims, List<String> audiences) implements Verdict {
        public Valid {
            audiences = List.copyOf(audiences);
        }
    }

    /// It does not count.
    ///
    /// @param why in upstream's words
    record Invalid(String why) implements Verdict {}
}
