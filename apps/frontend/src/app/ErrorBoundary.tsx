import { Component, type ReactNode } from 'react';
import { Button } from '../ui/Button';
import { EmptyState } from '../ui/EmptyState';

/** The last resort when a view breaks: a way on instead of a blank page. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <main>
        <EmptyState drawing="lost" title="This page stumbled">
          <p>Your tasks are safe on the server. Loading the page again usually helps.</p>
          <p>
            <Button tone="main" onClick={() => window.location.reload()}>
              Load again
            </Button>
          </p>
        </EmptyState>
      </main>
    );
  }
}
