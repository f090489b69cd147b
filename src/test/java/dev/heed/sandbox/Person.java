package dev.heed.sandbox;

import java.util.Set;

/**
 * An invented customer.
 *
 * @param email    address at example.com or an internationalised relative of it
 * @param phone    E.164, from a range reserved for fiction
 * @param language BCP 47
 * @param wish     free text about how to be contacted, in the customer's own script
 * @param systems  names of the systems that know the customer from the start
 */
public record Person(String email, String phone, String firstName, String lastName, String language, String wish,
                     Set<String> systems) {
}
