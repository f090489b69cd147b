package dev.heed.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A record whose components are all texts, read strictly from a flat JSON object: what the {@code @Schema} of a component says of its
 * length, form and choices is what is enforced.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface Texts {

    /** Components that may have line breaks. */
    String[] lines() default {};
}
