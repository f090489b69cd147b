package dev.heed.change;

/** A preference that is no permission: language, frequency, a wish in the customer's own words. */
public record Attribute(String name) implements Key {

    @Override
    public String text() {
        return name;
    }
}
