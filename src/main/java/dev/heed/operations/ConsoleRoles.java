package dev.heed.operations;

import io.hawt.jmx.JMXSecurity;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.Map;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.TabularData;
import javax.management.openmbean.TabularDataSupport;
import org.springframework.stereotype.Component;

/** Answers the console when it asks which of its buttons the user may press, so that it does not offer the others. */
@Component
public class ConsoleRoles extends JMXSecurity {

    private final ConsoleRestrictor restrictor;

    ConsoleRoles(ConsoleRestrictor restrictor) {
        this.restrictor = restrictor;
    }

    @PostConstruct
    void register() throws Exception {
        init();
    }

    @PreDestroy
    void unregister() throws Exception {
        destroy();
    }

    @Override
    public boolean canInvoke(String bean, String operation) {
        try {
            return restrictor.isOperationAllowed(new ObjectName(bean), operation);
        } catch (MalformedObjectNameException noBean) {
            return false;
        }
    }

    @Override
    public boolean canInvoke(String bean, String operation, String[] arguments) {
        return canInvoke(bean, operation);
    }

    /** @param asked operations by bean; none means any */
    @Override
    public TabularData canInvoke(Map<String, List<String>> asked) throws OpenDataException {
        TabularDataSupport table = new TabularDataSupport(CAN_INVOKE_TABULAR_TYPE);
        asked.forEach((bean, operations) -> {
            if (operations.isEmpty()) {
                table.put(row(bean, "", canInvoke(bean)));
            }
            operations.forEach(operation -> table.put(row(bean, operation, canInvoke(bean, operation))));
        });
        return table;
    }

    private static CompositeDataSupport row(String bean, String operation, boolean allowed) {
        try {
            return new CompositeDataSupport(CAN_INVOKE_RESULT_ROW_TYPE, CAN_INVOKE_RESULT_COLUMNS, new Object[] {bean, operation, allowed});
        } catch (OpenDataException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected String getDefaultObjectName() {
        return "hawtio:type=security,area=jmx,name=Heed";
    }
}
