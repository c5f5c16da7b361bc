// A part that fails never blanks the page: it says so in its own place.

import Alert from '@cloudscape-design/components/alert';
import { Component, type ReactNode } from 'react';

interface Props {
  readonly children: ReactNode;
}

interface State {
  readonly hasFailed: boolean;
}

export class PartBoundary extends Component<Props, State> {
  override state: State = { hasFailed: false };

  static getDerivedStateFromError(): State {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <Alert type="error" header="This part cannot be shown">
        Nothing is lost: the figures stand as they are. <a href="">Load the page again</a>
      </Alert>
    );
  }
}
