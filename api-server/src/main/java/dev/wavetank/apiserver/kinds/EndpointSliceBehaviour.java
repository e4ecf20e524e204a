package dev.wavetank.apiserver.kinds;

import dev.wavetank.cluster.model.EndpointPort;
import dev.wavetank.cluster.model.EndpointSlice;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Names;

import java.util.List;
import java.util.TreeSet;

/// EndpointSlices: the type of address is fixed, everything else counts as a generation.
final class EndpointSliceBehaviour implements KindBehaviour<EndpointSlice> {
    private static final List<String> ADDRESS_TYPES = List.of("FQDN", "IPv4", "IPv6");

    /// Upstream's maxEndpoints.
    private static final int ENDPOINTS_MAX = 1000;

    /// Upstream's maxAddresses.
    private static final int ADDRESSES_MAX = 100;

    @Override
    public Kind<EndpointSlice> kind() {
        return EndpointSlice.KIND;
    }

    @Override
    public Object desired(EndpointSlice object) {
        return List.of(
                object.addressType(), object.endpoints(), object.ports(), object.meta().labels());
    }

    @Override
    public void validate(EndpointSlice object, Problems problems) {
        if (object.addressType().isEmpty()) {
            problems.required("addressType", "");
        } else if (!ADDRESS_TYPES.contains(object.addressType())) {
            problems.notSupported("addressType", object.addressType(), ADDRESS_TYPES);
        }
        if (object.endpoints().size() > ENDPOINTS_MAX) {
            problems.tooMany("endpoints", object.endpoints().size(), ENDPOINTS_MAX);
        }
        int index = 0;
        for (var endpoint : object.endpoints()) {
            String field = "endpoints[" + index + "].addresses";
            if (endpoint.addresses().isEmpty()) {
                problems.required(field, "must contain at least 1 address");
            } else if (endpoint.addresses().size() > ADDRESSES_MAX) {
                problems.tooMany(field, endpoint.addresses().size(), ADDRESSES_MAX);
            }
            index++;
        }
        validatePorts(object.ports(), problems);
    }

    private static void validatePorts(List<EndpointPort> ports, Problems problems) {
        var names = new TreeSet<String>();
        int index = 0;
        for (var port : ports) {
            String field = "ports[" + index++ + "].";
            String name = port.name() == null ? "" : port.name();
            if (!name.isEmpty()) {
                for (var wrong : Names.label(name)) {
                    problems.invalid(field + "name", name, wrong);
                }
            }
            if (!names.add(name)) {
                problems.duplicate(field + "name", new Json.Text(name));
            }
            if (port.protocol() != null) {
                ContainerRules.validateProtocol(port.protocol(), field + "protocol", problems);
            }
        }
    }

    @Override
    public void validateUpdate(EndpointSlice stored, EndpointSlice object, Problems problems) {
        if (!stored.addressType().equals(object.addressType())) {
            problems.immutable("addressType", new Json.Text(object.addressType()));
        }
    }
}
