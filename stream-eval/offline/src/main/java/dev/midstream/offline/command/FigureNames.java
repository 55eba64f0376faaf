package dev.midstream.offline.command;

import dev.midstream.offline.result.ReportFigure;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The names of figures as the help of {@code --require} lists them. */
final class FigureNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        List<String> names = new ArrayList<>();
        ReportFigure.all(List.of()).forEach(figure -> names.add(figure.name()));
        names.add("selective-SHARE");
        return names.iterator();
    }
}
