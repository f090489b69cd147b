package dev.heed.intake;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.IncorrectResultSizeDataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.transaction.TransactionException;

/** Why messages could not be taken up. */
record Failure(Throwable cause) {

    /** What the database says of what it was given; whatever else it says, it would say to anybody. */
    private static final List<Class<? extends DataAccessException>> OF_WHAT_IT_WAS_GIVEN = List.of(
            DataIntegrityViolationException.class, IncorrectResultSizeDataAccessException.class, InvalidDataAccessApiUsageException.class);

    /** Whether another message would have failed too: the database is away, was told nothing it understands, or the process is short of something. */
    boolean concernsEverybody() {
        return causes().anyMatch(one -> one instanceof TransactionException
                || one instanceof DataAccessException && OF_WHAT_IT_WAS_GIVEN.stream().noneMatch(known -> known.isInstance(one))
                || one instanceof Error && !(one instanceof StackOverflowError) && !(one instanceof AssertionError));
    }

    private Stream<Throwable> causes() {
        return Stream.iterate(cause, Objects::nonNull, Throwable::getCause);
    }

    /** Its kind and place. Not its message, which may quote what is personal. */
    @Override
    public String toString() {
        String kind = causes().filter(one -> !one.getClass().getName().startsWith("org.apache.camel.")).findFirst().orElse(cause).getClass().getSimpleName();
        return causes().flatMap(one -> Stream.of(one.getStackTrace())).filter(place -> place.getClassName().startsWith("dev.heed.")).findFirst()
                .map(place -> kind + " in " + place.getClassName().replaceAll(".*\\.|\\$.*", "") + "." + place.getMethodName())
                .orElse(kind);
    }
}
