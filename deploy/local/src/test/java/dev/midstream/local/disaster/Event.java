package dev.midstream.local.disaster;

/** What may happen to a cluster. */
enum Event {
    TASK_MANAGER_KILLED("SIGKILL of the TaskManager", 1, 3),
    TASK_MANAGER_STOPPED("SIGSTOP of the TaskManager past its heartbeats", 8, 10),
    TASK_MANAGER_STALLED("SIGSTOP of the TaskManager past its transactions", 17, 19),
    JOB_MANAGER_KILLED("SIGKILL of the JobManager", 1, 3),
    JOB_MANAGER_STOPPED("SIGSTOP of the JobManager past its heartbeats", 8, 10),
    BROKER_KILLED("SIGKILL of the broker", 1, 5),
    BROKER_STOPPED("SIGSTOP of the broker past its clients' timeouts", 6, 12),
    DASHBOARD_KILLED("SIGKILL of the dashboard", 1, 3),
    DASHBOARD_STOPPED("SIGSTOP of the dashboard", 3, 6),
    PUBLISHER_KILLED("SIGKILL of the publisher, then --resume", 1, 3),
    PUBLISHER_STOPPED("SIGSTOP of the publisher", 3, 6),
    NETWORK_CUT("no byte passes between the broker and Flink", 4, 12),
    DISK_FULL("no space for checkpoints", 3, 6),
    CLOCK_JUMPED("the TaskManager's clock jumps by up to half an hour, and back", 3, 6),
    MODEL_TRUNCATED("the TaskManager restarts on a truncated model", 3, 6),
    RESCALED("savepoint, and on with other parallelism", 0, 0);

    private final String title;
    private final int shortest;
    private final int longest;

    Event(String title, int shortest, int longest) {
        this.title = title;
        this.shortest = shortest;
        this.longest = longest;
    }

    String title() {
        return title;
    }

    /** Returns the shortest time that it lasts, in seconds. */
    int shortest() {
        return shortest;
    }

    /** Returns the longest time that it lasts, in seconds. */
    int longest() {
        return longest;
    }

    /** Returns whether something breaks. */
    boolean isFault() {
        return this != RESCALED;
    }
}
