package dev.heed.sandbox.salesforce;

import java.util.Comparator;
import java.util.List;

/** A parsed query over the contacts. */
record SoqlQuery(List<Field> fields, List<SoqlCondition> conditions, List<Order> orders, long limit) {

    /** A value less sorts first going up, last going down. */
    record Order(Field field, boolean descending) {

        Comparator<Contact> comparator() {
            Comparator<Contact> ascending =
                    Comparator.comparing(contact -> contact.value(field), Comparator.nullsFirst(SoqlCondition::compare));
            return descending ? ascending.reversed() : ascending;
        }
    }

    List<Contact> select(List<Contact> all, boolean deletedToo) {
        Comparator<Contact> order = orders.stream().map(Order::comparator).reduce(Comparator::thenComparing)
                .orElse((left, right) -> 0);
        return all.stream()
                .filter(contact -> deletedToo || !contact.deleted())
                .filter(contact -> conditions.stream().allMatch(condition -> condition.test(contact)))
                .sorted(order).limit(limit).toList();
    }
}
