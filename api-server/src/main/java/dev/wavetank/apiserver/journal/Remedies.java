package dev.wavetank.apiserver.journal;

import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

import java.nio.file.Path;
import java.sql.SQLException;

/// Says what the user can do about an error of the database.
final class Remedies {
    private Remedies() {}

    static String of(Path file, SQLException error) {
        return switch (code(error)) {
            case SQLITE_FULL -> "the disk is full: free some space for the journal " + file;
            case SQLITE_CORRUPT, SQLITE_CORRUPT_VTAB, SQLITE_NOTADB ->
                    "the journal "
                            + file
                            + " is damaged: restore it from a backup, or delete it to start with an"
                            + " empty cluster";
            case SQLITE_BUSY, SQLITE_LOCKED ->
                    "the journal "
                            + file
                            + " is locked: close the program that has it open for writing";
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH, SQLITE_CANTOPEN ->
                    "the journal "
                            + file
                            + " cannot be written: check that you own it and that its folder is"
                            + " writable";
            default ->
                    "the journal "
                            + file
                            + " cannot be written: check the disk ("
                            + error.getMessage()
                            + ")";
        };
    }

    private static SQLiteErrorCode code(SQLException error) {
        var exact =
                error instanceof SQLiteException sqlite
                        ? sqlite.getResultCode()
                        : SQLiteErrorCode.getErrorCode(error.getErrorCode());
        // Extended codes carry the plain one in their lowest byte.
        var plain = SQLiteErrorCode.getErrorCode(exact.code & 0xff);
        return plain == SQLiteErrorCode.UNKNOWN_ERROR ? exact : plain;
    }
}
